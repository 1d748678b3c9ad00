"""Whether a clerk may see, confirm or refuse whoever shows a code.

Pure: no database, no clock.  The rule in prose: docs/rules/levels.md.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from parta.civic.assurance.levels import STANDARD


class Why(StrEnum):
    """Reasons nothing is shown or done.  Stable: pages and tests key on them."""

    NO_CODE = "no-such-code"  # never given out, expired or used: a clerk needs not know which
    OWN = "own-account"
    CHANGED = "changed-meanwhile"
    UNTICKED = "not-all-compared"
    NO_REASON = "no-reason"


class Check(StrEnum):
    """What a clerk compares, in this order."""

    FACE = "face"
    NAME = "name"
    BIRTHDATE = "birthdate"
    DOCUMENT = "document"
    SNILS = "snils"


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person behind a code, as the rows say now."""

    citizen: UUID
    level: str
    active: bool
    expires_at: datetime
    print: str  # changes with everything that a clerk compares


def may_see(visitor: Visitor | None, clerk: UUID, now: datetime) -> Why | None:
    """None when the clerk may; a person with nothing to confirm is not there at all."""
    if visitor is None or visitor.expires_at <= now:
        return Why.NO_CODE
    if not visitor.active or visitor.level != STANDARD:
        return Why.NO_CODE
    return Why.OWN if visitor.citizen == clerk else None


def may_confirm(visitor: Visitor, seen: str, ticked: Collection[str]) -> Why | None:
    """Of somebody whom the clerk may see; `seen` is the print of what stood on the page."""
    if seen != visitor.print:
        return Why.CHANGED
    return None if set(Check) <= set(ticked) else Why.UNTICKED


def may_refuse(visitor: Visitor, seen: str, reason: str) -> Why | None:
    if seen != visitor.print:
        return Why.CHANGED
    return None if reason else Why.NO_REASON
