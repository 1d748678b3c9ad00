"""What has to be the same at a bank, row by row."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from parta.civic.assurance.levels import Step
from parta.civic.bank.rules import Data, Part, Refused, Why, compare, may_ask

OURS = Data("Журавлёва", "Анна-Мария", "Олеговна", date(2011, 1, 17), ("3626", "104218"))


@pytest.mark.parametrize(
    "same",
    [
        {},
        {"family_name": "ЖУРАВЛЕВА"},
        {"family_name": " журавлёва "},
        {"family_name": "Журавле\u0308ва"},  # the dots as a sign of their own
        {"given_name": "Анна Мария"},
        {"given_name": "анна\u2013мария"},
        {"given_name": "АННА - МАРИЯ"},
        {"middle_name": "ОЛЕГОВНА"},
    ],
)
def test_spellings_of_one_person_are_the_same(same: dict[str, Any]) -> None:
    assert compare(OURS, replace(OURS, **same)) is None


@pytest.mark.parametrize(
    ("theirs", "parts"),
    [
        ({"family_name": "Журавль"}, [Part.FAMILY_NAME]),
        ({"given_name": "Анна"}, [Part.GIVEN_NAME]),
        ({"given_name": "АннаМария"}, [Part.GIVEN_NAME]),
        ({"middle_name": ""}, [Part.MIDDLE_NAME]),
        ({"middle_name": "Игоревна"}, [Part.MIDDLE_NAME]),
        ({"birthdate": date(2011, 1, 18)}, [Part.BIRTHDATE]),
        ({"document": ("3626", "104219")}, [Part.DOCUMENT]),
        ({"document": ("3627", "104218")}, [Part.DOCUMENT]),
        (
            {"family_name": "Б", "birthdate": date(2000, 1, 1), "document": ("1", "2")},
            [Part.FAMILY_NAME, Part.BIRTHDATE, Part.DOCUMENT],
        ),
    ],
)
def test_what_differs_is_named(theirs: dict[str, Any], parts: list[Part]) -> None:
    assert compare(OURS, replace(OURS, **theirs)) == Refused(Why.DIFFERS, tuple(parts))


@pytest.mark.parametrize(
    ("theirs", "part"),
    [
        ({"family_name": ""}, Part.FAMILY_NAME),
        ({"given_name": " "}, Part.GIVEN_NAME),
        ({"birthdate": None}, Part.BIRTHDATE),
        ({"document": None}, Part.DOCUMENT),
    ],
)
def test_what_the_bank_does_not_say_is_no_match(theirs: dict[str, Any], part: Part) -> None:
    assert compare(OURS, replace(OURS, **theirs)) == Refused(Why.UNTOLD, (part,))


def test_who_has_no_patronymic_has_none_at_the_bank_either() -> None:
    ours = replace(OURS, middle_name="")
    assert compare(ours, ours) is None
    assert compare(ours, OURS) == Refused(Why.DIFFERS, (Part.MIDDLE_NAME,))


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (Step.DESK, None),
        (Step.DOCUMENTS, Why.NOT_NOW),
        (Step.NOT_YET, Why.NOT_NOW),
        (Step.DONE, Why.NOT_NOW),
    ],
)
def test_a_bank_is_asked_where_a_desk_would_be(step: Step, why: Why | None) -> None:
    assert may_ask(step) is why
