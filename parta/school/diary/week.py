"""The week around a day, as its pages show it.  Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from typing import NamedTuple

WEEK = timedelta(days=7)


class Sum(NamedTuple):
    """The lessons of one day, cancelled ones left out."""

    lessons: int
    first: time  # local
    online: int


NOTHING = Sum(0, time(), 0)


@dataclass(frozen=True, slots=True)
class WeekDay:
    date: date
    sum: Sum
    chosen: bool
    today: bool


@dataclass(frozen=True)
class Week:
    """Monday to Friday, and the weekend where it has lessons or is being looked at."""

    chosen: date
    today: date
    sums: Mapping[date, Sum]

    @cached_property
    def days(self) -> list[WeekDay]:
        first = monday(self.chosen)
        dates = [first + timedelta(days=n) for n in range(7)]
        last = max((n for n, day in enumerate(dates) if self._counts(day)), default=0)
        return [self._day(day) for day in dates[: max(last, 4) + 1]]

    @property
    def others(self) -> list[WeekDay]:
        """The other days with lessons: those to come first, then the past ones backwards."""
        rest = [day for day in self.days if day.sum.lessons and not day.chosen]
        return [day for day in rest if day.date > self.chosen] + [
            day for day in reversed(rest) if day.date < self.chosen
        ]

    @property
    def sum(self) -> Sum:
        return self.sums.get(self.chosen, NOTHING)

    @property
    def before(self) -> date:
        return self.chosen - WEEK

    @property
    def after(self) -> date:
        return self.chosen + WEEK

    def _counts(self, day: date) -> bool:
        return day in {self.chosen, self.today} or day in self.sums

    def _day(self, day: date) -> WeekDay:
        found = self.sums.get(day, NOTHING)
        return WeekDay(day, found, chosen=day == self.chosen, today=day == self.today)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def chosen_day(asked: str, today: date) -> date:
    """The date of an address, or today where it names none within a year of it."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return today
    return day if abs(day - today) < timedelta(days=366) else today
