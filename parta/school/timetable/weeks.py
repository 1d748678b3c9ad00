"""Which weekday's slots are taught on a date, and in which kind of week.  Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from parta.school.timetable.bells import Listener

FREE = frozenset({"holiday", "vacation", "quarantine"})
"""Kinds of special day on which nobody is taught; on the others lessons go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A date that differs from the calendar, for the school, a level or a class."""

    on: date
    kind: str
    level: int | None = None
    school_class: int | None = None
    as_weekday: int | None = None  # 1: a Saturday taught by Monday's timetable


def parity(day: date, anchor: date) -> Literal["odd", "even"]:
    """The week of Monday `anchor` is odd, the next one even.  Weeks of vacations count."""
    return "even" if (day - anchor).days // 7 % 2 else "odd"


def taught_weekday(day: date, listener: Listener, special: Iterable[SpecialDay]) -> int | None:
    """The weekday whose slots are taught on `day`, None on a free day.

    The bells stay those of the date itself.  A class's special day beats its
    level's, a level's the school's.
    """
    concerning = [
        it
        for it in special
        if it.on == day
        and it.level in {None, listener.level}
        and it.school_class in {None, listener.school_class}
    ]
    if not concerning:
        return day.isoweekday()
    nearest = max(concerning, key=lambda it: (it.school_class is not None, it.level is not None))
    return None if nearest.kind in FREE else nearest.as_weekday or day.isoweekday()
