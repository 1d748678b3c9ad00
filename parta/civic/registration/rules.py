"""What a contact of one's own is, and what a new account leads to.

Pure.  The rule in prose: docs/rules/registration.md.
"""

from datetime import date
from enum import StrEnum

from parta.idp.accounts import identifiers
from parta.idp.accounts.identifiers import Identifier, Kind

CONFIRMED_FROM = 14  # years; before that a simplified account is all there is to ask for
CONTACTS = {Kind.PHONE, Kind.EMAIL}


class NextStep(StrEnum):
    """Stable: pages and tests key on them."""

    TELL_TEACHER = "tell-teacher"
    RAISE_LEVEL = "raise-level"


def contact(typed: str) -> Identifier | None:
    """The phone or e-mail that is meant; a СНИЛС takes no code."""
    return next((found for found in identifiers.read(typed) if found.kind in CONTACTS), None)


def next_step(birthdate: date, today: date) -> NextStep:
    """Under 14 the class teacher is all that is missing; from 14 the level counts as well."""
    return NextStep.TELL_TEACHER if age(birthdate, today) < CONFIRMED_FROM else NextStep.RAISE_LEVEL


def age(birthdate: date, today: date) -> int:
    """Whole years; who was born on 29 February turns a year older on 1 March."""
    return (
        today.year - birthdate.year - ((today.month, today.day) < (birthdate.month, birthdate.day))
    )
