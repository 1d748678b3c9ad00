"""Whether a clerk may see, confirm or refuse whoever shows a code.

Pure: no database, no clock.  The rule in prose: docs/rules/desk.md.
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
    NO_PERSON = "no-such-person"  # the paper is nobody's: a clerk needs not know what differs
    WAITS = "waits-for-a-second"
    OWN_PROPOSAL = "own-decision"  # nobody approves what they have decided themselves
    CONTACT_TAKEN = "contact-of-another"


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


@dataclass(frozen=True, slots=True)
class Lost:
    """Whoever the paper belongs to, where access is to be recovered."""

    citizen: UUID
    print: str
    contact_of: UUID | None  # who has proved the new contact before, if anybody


def may_recover(lost: Lost | None, clerk: UUID) -> Why | None:
    """Of somebody found by their paper: whose contact it is already, keeps it."""
    if lost is None:
        return Why.NO_PERSON
    if lost.citizen == clerk:
        return Why.OWN
    return Why.CONTACT_TAKEN if lost.contact_of not in (None, lost.citizen) else None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a first clerk has decided, and how the person's data are now."""

    citizen: UUID
    clerk: UUID
    place: str
    expires_at: datetime
    compared: str  # the print that the first clerk saw
    print: str


def may_second(proposed: Proposed | None, clerk: UUID, place: str, now: datetime) -> Why | None:
    """None when this clerk may look at it and approve or refuse; another place is as if absent."""
    if proposed is None or proposed.expires_at <= now or proposed.place != place:
        return Why.NO_CODE
    if proposed.clerk == clerk:
        return Why.OWN_PROPOSAL
    if proposed.citizen == clerk:
        return Why.OWN
    return Why.CHANGED if proposed.compared != proposed.print else None
