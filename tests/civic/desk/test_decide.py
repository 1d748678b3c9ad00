"""What a clerk may, row by row."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from parta.civic.desk.decide import Check, Visitor, Why, may_confirm, may_refuse, may_see

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CLERK, OTHER = UUID(int=1), UUID(int=2)
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
