"""Phones: every usual spelling is one number; everything else is none."""

import pytest

from parta.kit import phones

SAME = "+71991111111"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+7 199 111-11-11", SAME),
        ("+71991111111", SAME),
        ("8 (199) 111 11 11", SAME),
        ("8-199-111-11-11", SAME),
        ("1991111111", SAME),
        ("7 199 111 11 11", SAME),
        ("  199.111.11.11 ", SAME),
        ("+7\u00a0199\u00a0111\u201111\u201311", SAME),
        ("89161234567", "+79161234567"),
        ("+375 29 123-45-67", "+375291234567"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+8 916 123-45-67", None),
        ("199 111 11 1", None),
        ("8 199 111 11 11 1", None),
        ("2-34-56", None),
        ("", None),
        ("+", None),
        ("+7", None),
        ("+999 123 456 789", None),
        ("anya@pochta.example", None),
        ("8 199 111 11 11 доб. 2", None),
        ("\u0661\u0669\u0669\u0661\u0661\u0661\u0661\u0661\u0661\u0661", None),
        ("1991111111\x00", None),
        ("1" * 5000, None),
    ],
)
def test_a_number_has_one_form(typed: str, number: str | None) -> None:
    assert phones.normalise(typed) == number


def test_a_number_is_shown_in_groups() -> None:
    assert phones.shown(SAME) == "+7 199 111-11-11"
    assert phones.shown("+375291234567") == "+375 29 123-45-67"
