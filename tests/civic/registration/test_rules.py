"""What is a contact of one's own, and what is left to do at which age."""

from datetime import date

import pytest

from parta.civic.registration.rules import NextStep, age, contact, next_step
from parta.idp.accounts.identifiers import Identifier, Kind

PHONE = Identifier(Kind.PHONE, "+71991111111")
EMAIL = Identifier(Kind.EMAIL, "anya@pochta.example")
TELL, RAISE = NextStep.TELL_TEACHER, NextStep.RAISE_LEVEL


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+7 199 111-11-11", PHONE),
        ("8 (199) 111 11 11", PHONE),
        ("1991111111", PHONE),
        (" Anya@Pochta.Example ", EMAIL),
        ("112-233-445 95", None),  # a СНИЛС as it stands on paper
        ("11223344595", None),  # the same, and no number of ours
        ("anya@", None),
        ("Анна", None),
        ("", None),
        ("\x00", None),
    ],
)
def test_a_contact_is_what_a_code_can_come_to(typed: str, meant: Identifier | None) -> None:
    assert contact(typed) == meant


@pytest.mark.parametrize(
    ("born", "today", "years", "step"),
    [
        (date(2014, 6, 2), date(2026, 11, 24), 12, TELL),
        (date(2012, 11, 25), date(2026, 11, 24), 13, TELL),
        (date(2012, 11, 24), date(2026, 11, 24), 14, RAISE),
        (date(2012, 2, 29), date(2026, 2, 28), 13, TELL),
        (date(2012, 2, 29), date(2026, 3, 1), 14, RAISE),
        (date(1980, 1, 1), date(2026, 11, 24), 46, RAISE),
        (date(2026, 11, 24), date(2026, 11, 24), 0, TELL),
    ],
)
def test_the_14th_birthday_decides_what_is_left(
    born: date, today: date, years: int, step: NextStep
) -> None:
    assert (age(born, today), next_step(born, today)) == (years, step)
