"""Who can sign in and who can't, and who may change that.

Pure.  The rule in prose: docs/rules/class-register.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from parta.school.people.hats import Hat
from parta.school.people.levels import GROWS_UP_AT, Demands, grown_up_on


class State(StrEnum):
    """Where a person of the register stands with signing in.  Stable: pages and tests key on it."""

    NO_CONTACT = "no-contact"
    NOT_YET = "not-yet"  # a contact is there, nobody has come with it
    MISMATCH = "mismatch"  # somebody came with the contact and another birth date
    ENTERS = "enters"


CANNOT = frozenset({State.NO_CONTACT, State.MISMATCH})
"""Those for whom the school has something to do first."""


class Tried(StrEnum):
    """What an attempt was refused for; the words of parta.school.signin.decide.Why."""

    MISMATCH = "contact-mismatch"
    OTHER_ACCOUNT = "already-linked"


class Why(StrEnum):
    """Reasons a deed is refused.  Stable: pages and tests key on them."""

    NOT_YOUR_CLASS = "not-your-class"
    STAFF = "staff"  # only the administrator keeps the contacts of who works here
    RESTRICTED = "restricted"  # only the administrator ends a restricted parent's link
    NO_PUPIL = "no-pupil"  # only a pupil has parents here
    OWN_LINK = "own-link"  # nobody releases their own account
    UNREADABLE = "unreadable-contact"
    TAKEN = "contact-taken"
    NOBODY = "nobody-has-it"
    PUPIL = "is-a-pupil"
    TOO_YOUNG = "too-young"


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why
    holder: str = ""  # for TAKEN: whose contact it is


@dataclass(frozen=True, slots=True)
class Attempt:
    """A verified contact that fitted, of an account that did not."""

    why: str
    claimed: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register knows of one person's signing in."""

    birth_date: date | None
    contacts: int = 0  # open ones
    linked_at: datetime | None = None
    attempts: tuple[Attempt, ...] = ()  # with the open contacts


def state(of: Standing) -> State:
    if of.linked_at:
        return State.ENTERS
    if not of.contacts:
        return State.NO_CONTACT
    return State.MISMATCH if unsettled(of) else State.NOT_YET


def unsettled(of: Standing) -> list[Attempt]:
    """The attempts that still ask for somebody's look, the newest first.

    A mismatch is settled when the register has the date that was claimed, or
    when the person has come in; another account, when the link it met is gone.
    """
    open_ones = [attempt for attempt in of.attempts if _is_open(attempt, of)]
    return sorted(open_ones, key=lambda attempt: attempt.at, reverse=True)


def _is_open(attempt: Attempt, of: Standing) -> bool:
    if attempt.why == Tried.OTHER_ACCOUNT:
        return of.linked_at is not None and attempt.at >= of.linked_at
    return of.linked_at is None and (attempt.claimed is None or attempt.claimed != of.birth_date)


def why_not_kept(hat: Hat, *, in_own_class: bool, works_here: bool) -> Why | None:
    """Why somebody in `hat` may not change another's contacts, links and birth date.

    Staff are the administrator's, though they be parents of the class: else a
    class teacher could become an administrator.
    """
    if hat is Hat.ADMINISTRATOR:
        return None
    if hat is not Hat.CLASS_TEACHER or not in_own_class:
        return Why.NOT_YOUR_CLASS
    return Why.STAFF if works_here else None


def why_not_ended(hat: Hat, *, restricted: bool) -> Why | None:
    """Why somebody in `hat` may not end a parent's link.

    A restriction outlives the class teacher's presses: who ends such a link could add
    the parent anew without it.
    """
    return Why.RESTRICTED if restricted and hat is not Hat.ADMINISTRATOR else None


def why_no_guardian(birth_date: date, today: date) -> Why | None:
    """A guardian's account is confirmed, and nobody younger can have one."""
    return Why.TOO_YOUNG if grown_up_on(birth_date) > today else None


@dataclass(frozen=True, slots=True)
class Account:
    """Which account a pupil needs, for the class teacher to say."""

    age: int
    simplified: bool  # it is enough
    until: date | None = None  # the last day on which it is, where that is soon


def account_of(birth_date: date, today: date, demands: Demands) -> Account:
    age = years(birth_date, today)
    last = grown_up_on(birth_date) + demands.grace
    if today > last:
        return Account(age, simplified=False)
    return Account(age, simplified=True, until=last if age >= GROWS_UP_AT else None)


def years(birth_date: date, today: date) -> int:
    return today.year - birth_date.year - ((today.month, today.day) < _birthday(birth_date))


def _birthday(birth_date: date) -> tuple[int, int]:
    """Who was born on 29 February grows older on 1 March."""
    leap = (birth_date.month, birth_date.day) == (2, 29)
    return (3, 1) if leap else (birth_date.month, birth_date.day)


def meter(states: Iterable[State]) -> tuple[int, int]:
    """How many can sign in, and of how many."""
    found = list(states)
    return len(found) - sum(state in CANNOT for state in found), len(found)
