"""What people say about themselves: which answers are taken."""

from datetime import date

import pytest

from parta.idp.accounts.about import About

SOUND = {
    "family_name": "Ковалёва",
    "given_name": "Анна",
    "middle_name": "",
    "birthdate": "14.03.2013",
    "gender": "female",
}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, {}),
        ({"family_name": ""}, {"family_name": "required"}),
        ({"given_name": " "}, {"given_name": "required"}),
        ({"given_name": "<script>"}, {"given_name": "no-name"}),
        ({"middle_name": "7"}, {"middle_name": "no-name"}),
        ({"middle_name": "ж" * 201}, {"middle_name": "too-long"}),
        ({"birthdate": ""}, {"birthdate": "required"}),
        ({"birthdate": "01.01.3000"}, {"birthdate": "in-the-future"}),
        ({"gender": ""}, {"gender": "required"}),
        ({"gender": "x"}, {"gender": "invalid_choice"}),
        ({"family_name": "\x00"}, {"family_name": "null_characters_not_allowed"}),
    ],
)
def test_each_field_says_what_is_wrong_with_it(
    changes: dict[str, str], wrong: dict[str, str]
) -> None:
    errors = About(SOUND | changes).errors.as_data()
    assert {name: first[0].code for name, first in errors.items()} == wrong


def test_what_is_said_comes_out_in_one_spelling() -> None:
    form = About(SOUND | {"family_name": " Иванова — Петрова ", "birthdate": "14 3 2013"})
    assert form.is_valid()
    assert form.cleaned_data == SOUND | {
        "family_name": "Иванова-Петрова",
        "birthdate": date(2013, 3, 14),
    }
