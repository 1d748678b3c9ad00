"""What people say about themselves: which names, dates and words are taken."""

from datetime import date

import pytest

from parta.idp.accounts import birthdates, names
from parta.idp.accounts.about import About
from parta.idp.accounts.birthdates import Wrong

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ковалёва", "Ковалёва"),
        ("  Анна\t", "Анна"),
        ("Я", "Я"),
        ("Ё", "Ё"),
        ("Ж" * 200, "Ж" * 200),
        ("Ж" * 201, None),
        ("Константинопольская-Заболотная", "Константинопольская-Заболотная"),
        ("Иванова – Петрова", "Иванова-Петрова"),
        ("Ким  Чен", "Ким Чен"),
        ("Мамед\u00a0оглы", "Мамед оглы"),
        ("О'Коннор", "О'Коннор"),
        ("О’Коннор", "О'Коннор"),
        ("д’Артаньян-младший", "д'Артаньян-младший"),
        ("Nguyễn", "Nguyễn"),
        ("Cafe\u0301", "Café"),
        ("Өмүрбек", "Өмүрбек"),
        ("محمد", "محمد"),
        ("", None),
        (" ", None),
        ("-", None),
        ("'", None),
        ("Анна-", None),
        ("-Анна", None),
        ("Анна--Мария", None),
        ("Анна 2", None),
        ("Анна²", None),
        ("<b>Анна</b>", None),
        ("Анна&amp;", None),
        ("Анна\nМария", None),
        ("Анна\x00", None),
        ("Анна\u200b", None),
        ("Анна\u202eяирам", None),
        ("Анна_Мария", None),
        ("Анна, Мария", None),
        ("Анна 🙂", None),
        ("\ud800", None),
    ],
)
def test_a_name_is_letters_and_what_joins_them(typed: str, name: str | None) -> None:
    assert names.read(typed) == name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14.03.2013", date(2013, 3, 14)),
        (" 14.3.2013 ", date(2013, 3, 14)),
        ("14 03 2013", date(2013, 3, 14)),
        ("14/03/2013", date(2013, 3, 14)),
        ("14-03-2013", date(2013, 3, 14)),
        ("14032013", date(2013, 3, 14)),
        ("2013-03-14", date(2013, 3, 14)),
        ("29.02.2012", date(2012, 2, 29)),
        ("24.11.2026", TODAY),
        ("24.11.1896", date(1896, 11, 24)),
        ("29.02.2013", Wrong.NO_SUCH_DAY),
        ("31.04.2013", Wrong.NO_SUCH_DAY),
        ("03.14.2013", Wrong.NO_SUCH_DAY),
        ("00.00.0000", Wrong.NO_SUCH_DAY),
        ("25.11.2026", Wrong.FUTURE),
        ("14.03.9999", Wrong.FUTURE),
        ("31.12.1895", Wrong.TOO_LONG_AGO),
        ("14.03.0013", Wrong.TOO_LONG_AGO),
        ("14.03.13", Wrong.UNREADABLE),
        ("14 марта 2013", Wrong.UNREADABLE),
        ("14.03", Wrong.UNREADABLE),
        ("", Wrong.UNREADABLE),
        ("١٤.٠٣.٢٠١٣", Wrong.UNREADABLE),
        ("14.03.2013\x00", Wrong.UNREADABLE),
    ],
)
def test_a_date_of_birth_is_read_in_its_usual_spellings(typed: str, meant: date | Wrong) -> None:
    assert birthdates.read(typed, TODAY) == meant


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
