"""What a clerk may, row by row."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from parta.civic.desk.decide import (
    Check,
    Lost,
    Proposed,
    Visitor,
    Why,
    may_confirm,
    may_recover,
    may_refuse,
    may_second,
    may_see,
)

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CLERK, OTHER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)
ALL = tuple(Check)


def visitor(**changes: Any) -> Visitor:
    known: dict[str, Any] = {
        "citizen": OTHER,
        "level": "standard",
        "active": True,
        "expires_at": NOW + timedelta(seconds=1),
        "print": "p",
    }
    return Visitor(**known | changes)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (visitor(), None),
        (None, Why.NO_CODE),
        (visitor(expires_at=NOW), Why.NO_CODE),
        (visitor(active=False), Why.NO_CODE),
        (visitor(level="simplified"), Why.NO_CODE),
        (visitor(level="confirmed"), Why.NO_CODE),
        (visitor(citizen=CLERK), Why.OWN),
        (visitor(citizen=CLERK, expires_at=NOW), Why.NO_CODE),
    ],
)
def test_whom_a_clerk_sees(who: Visitor | None, why: Why | None) -> None:
    assert may_see(who, CLERK, NOW) is why


@pytest.mark.parametrize(
    ("seen", "ticked", "why"),
    [
        ("p", ALL, None),
        ("p", (*ALL, "more"), None),
        ("q", ALL, Why.CHANGED),
        ("", ALL, Why.CHANGED),
        ("q", (), Why.CHANGED),
        ("p", (), Why.UNTICKED),
        *(("p", tuple(c for c in ALL if c is not left), Why.UNTICKED) for left in ALL),
    ],
)
def test_all_is_compared_before_it_is_confirmed(
    seen: str, ticked: tuple[str, ...], why: Why | None
) -> None:
    assert may_confirm(visitor(), seen, ticked) is why


@pytest.mark.parametrize(
    ("seen", "reason", "why"),
    [("p", "no-paper", None), ("p", "", Why.NO_REASON), ("q", "no-paper", Why.CHANGED)],
)
def test_a_refusal_has_a_reason(seen: str, reason: str, why: Why | None) -> None:
    assert may_refuse(visitor(), seen, reason) is why


@pytest.mark.parametrize(
    ("lost", "why"),
    [
        (Lost(OTHER, "p", None), None),
        (Lost(OTHER, "p", OTHER), None),  # only the second factor is lost
        (Lost(OTHER, "p", THIRD), Why.CONTACT_TAKEN),
        (Lost(OTHER, "p", CLERK), Why.CONTACT_TAKEN),
        (Lost(CLERK, "p", None), Why.OWN),
        (None, Why.NO_PERSON),
    ],
)
def test_whose_access_a_clerk_recovers(lost: Lost | None, why: Why | None) -> None:
    assert may_recover(lost, CLERK) is why


def proposed(**changes: Any) -> Proposed:
    known: dict[str, Any] = {
        "citizen": OTHER,
        "clerk": THIRD,
        "place": "here",
        "expires_at": NOW + timedelta(seconds=1),
        "compared": "p",
        "print": "p",
    }
    return Proposed(**known | changes)


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (proposed(), None),
        (None, Why.NO_CODE),
        (proposed(expires_at=NOW), Why.NO_CODE),
        (proposed(place="there"), Why.NO_CODE),
        (proposed(place="there", clerk=CLERK), Why.NO_CODE),
        (proposed(clerk=CLERK), Why.OWN_PROPOSAL),
        (proposed(citizen=CLERK), Why.OWN),
        (proposed(print="q"), Why.CHANGED),
    ],
)
def test_what_a_second_clerk_may_decide(what: Proposed | None, why: Why | None) -> None:
    assert may_second(what, CLERK, "here", NOW) is why
