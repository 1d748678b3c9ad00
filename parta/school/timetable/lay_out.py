"""A weekly timetable laid out over real dates.  Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from parta.school.timetable.bells import Listener, Rule, schedule_on
from parta.school.timetable.weeks import SpecialDay, parity, taught_weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in the week: who is taught then, by which lesson number."""

    id: int
    listener: Listener
    weekday: int
    shift: int
    number: int
    parity: str = "all"


class Ring(NamedTuple):
    schedule: int
    shift: int
    number: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """What turns a weekday into a date: bells, special days, and where weeks count from."""

    anchor: date
    rules: Sequence[Rule]
    bells: Mapping[Ring, tuple[time, time]]  # local
    special: Sequence[SpecialDay] = ()


class Draft(NamedTuple):
    slot: int
    date: date
    starts: time
    ends: time


def lay_out(slots: Sequence[Slot], calendar: Calendar, days: Iterable[date]) -> Iterator[Draft]:
    """The lessons of `days`.  A number that doesn't ring on a date is not taught then."""
    for day in days:
        week = parity(day, calendar.anchor)
        for slot in slots:
            if slot.parity in {"all", week} and (times := _times(slot, calendar, day)):
                yield Draft(slot.id, day, *times)


def _times(slot: Slot, calendar: Calendar, day: date) -> tuple[time, time] | None:
    if taught_weekday(day, slot.listener, calendar.special) != slot.weekday:
        return None
    schedule = schedule_on(day, slot.listener, calendar.rules)
    if schedule is None:
        return None
    return calendar.bells.get(Ring(schedule, slot.shift, slot.number))
