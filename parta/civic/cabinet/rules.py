"""What may be done with the contacts of an account, and with what it says of its person.

Pure.  The rules in prose: docs/rules/registration.md, docs/rules/account.md.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from parta.civic.assurance.levels import CONFIRMED, SIMPLIFIED
from parta.idp.accounts.identifiers import Kind

MOST_CORRECTIONS = 3
WITHIN = timedelta(days=90)
MOVABLE = timedelta(days=30)
"""So long a parent may correct a child's date of birth to a later day."""


class Price(StrEnum):
    """What another name or date of birth costs.  Stable: pages and tests key on them."""

    NOTHING = "nothing"
    DOCUMENTS = "documents"  # they are given once more
    CONFIRMATION = "confirmation"  # and a desk or a bank looks at the new ones


def may_remove(kind: Kind, proved: Collection[Kind]) -> bool:
    """Somebody without a proved contact could neither sign in nor get a lost password back."""
    return kind in proved and len(proved) > 1


def price(level: str) -> Price:
    """A level rests on papers of that name and date, so it goes with them."""
    if level == SIMPLIFIED:
        return Price.NOTHING
    return Price.CONFIRMATION if level == CONFIRMED else Price.DOCUMENTS


def next_correction(past: Iterable[datetime], now: datetime) -> datetime | None:
    """When the next one may be made; None when it may be now."""
    lately = sorted(at for at in past if at > now - WITHIN)
    return lately[-MOST_CORRECTIONS] + WITHIN if len(lately) >= MOST_CORRECTIONS else None


def may_move(was: date, to: date, age: timedelta) -> bool:
    """Whether a parent of `age` may correct the date: a later one keeps their say for longer."""
    return to <= was or age < MOVABLE
