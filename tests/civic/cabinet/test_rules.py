"""Which contacts may go, and how far it is to the highest level."""

import pytest

from parta.civic.cabinet.rules import State, may_remove, path
from parta.idp.accounts.identifiers import Kind

LEVELS = ("simplified", "standard", "confirmed")
DONE, NOW, LATER = State.DONE, State.NOW, State.LATER


@pytest.mark.parametrize(
    ("kind", "proved", "may"),
    [
        (Kind.PHONE, {Kind.PHONE, Kind.EMAIL}, True),
        (Kind.EMAIL, {Kind.PHONE, Kind.EMAIL}, True),
        (Kind.PHONE, {Kind.PHONE}, False),
        (Kind.EMAIL, {Kind.PHONE}, False),
        (Kind.PHONE, set(), False),
    ],
)
def test_the_last_contact_stays(kind: Kind, proved: set[Kind], may: bool) -> None:
    assert may_remove(kind, proved) is may


@pytest.mark.parametrize(
    ("level", "may_rise", "states"),
    [
        ("simplified", False, [DONE, LATER, LATER]),
        ("simplified", True, [DONE, NOW, LATER]),
        ("standard", True, [DONE, DONE, NOW]),
        ("standard", False, [DONE, DONE, LATER]),
        ("confirmed", True, [DONE, DONE, DONE]),
    ],
)
def test_a_level_shows_what_raises_it(level: str, may_rise: bool, states: list[State]) -> None:
    assert path(level, LEVELS, may_rise=may_rise) == states
