"""Who may enter a lesson, and the pass they are given.

The one place that answers "may this person come in now?".  The lesson page, the
request for a new pass and each address of the talk (inside.py) call decide().  It
is pure: no database, clock or settings.  access.py loads its inputs; livekit.py
signs its answer.  The rule in prose: docs/rules/lesson-door.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from parta.school.lessons.window import Window

PASS_LIVES = timedelta(minutes=2)
"""Time to connect.  Short on purpose: the media server re-issues a token of at
least ten minutes to whoever is connected, so a lesson-long pass would let a
removed pupil back in."""


class Role(StrEnum):
    """What a person is in this one lesson."""

    PUPIL = "pupil"
    TEACHER = "teacher"
    PARENT = "parent"  # known to the lesson, never let in


class Why(StrEnum):
    """Reasons a person is kept out.  Stable: pages and tests key on them."""

    NOT_IN_CLASS = "not-in-class"
    PARENT = "parent"
    REMOVED = "removed-by-teacher"
    CANCELLED = "cancelled"
    NOT_ONLINE = "not-online"
    TAKEN_BACK = "taken-back"
    ENDED = "ended"
    TOO_LATE = "too-late"
    TOO_EARLY = "too-early"
    LEVEL_MISSING = "level-missing"
    NO_LEARNING_ID = "no-learning-id"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person at the door, as the journal knows them right now."""

    role: Role | None  # None: neither on the class list nor teaching it
    removed: bool = False  # the teacher asked them to leave this lesson
    level_missing: bool = False  # the sign-in was too weak for their age or post
    learning_id: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """One lesson, as far as its door cares."""

    window: Window
    online: bool  # planned as online
    taken_back: bool = False  # it was, until its teacher took the plan back
    cancelled: bool = False
    running: bool = False  # somebody was let in and nobody has ended it
    ended: bool = False  # for all, or by the clock


@dataclass(frozen=True, slots=True)
class Pass:
    """May come in: as whom, and how long the way in stays open."""

    role: Role
    lives: timedelta = PASS_LIVES


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why


def decide(visitor: Visitor, door: Door, now: datetime) -> Pass | Refusal:
    """Return a pass through `door`, or why there is none.  Never raises.

    Order matters: a stranger learns only that the lesson is not theirs, never
    whether it is running.  A pass bounds the way in, not the stay.
    """
    if visitor.role is None:
        return Refusal(Why.NOT_IN_CLASS)
    if visitor.role is Role.PARENT:
        return Refusal(Why.PARENT)
    if why := _removed(visitor) or _closed(door, now) or _unready(visitor):
        return Refusal(why)
    return Pass(visitor.role)


def _removed(visitor: Visitor) -> Why | None:
    return Why.REMOVED if visitor.removed else None


def _closed(door: Door, now: datetime) -> Why | None:
    if door.cancelled:
        return Why.CANCELLED
    if not door.online:
        return Why.TAKEN_BACK if door.taken_back else Why.NOT_ONLINE
    if door.ended:
        return Why.ENDED
    if door.window.late(now, running=door.running):
        return Why.ENDED if door.running else Why.TOO_LATE
    return Why.TOO_EARLY if door.window.early(now) else None


def _unready(visitor: Visitor) -> Why | None:
    """What the person can still put right, told when the door itself is open."""
    if visitor.level_missing:
        return Why.LEVEL_MISSING
    if visitor.role is Role.PUPIL and not visitor.learning_id:
        return Why.NO_LEARNING_ID
    return None
