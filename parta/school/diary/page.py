"""A day of somebody's lessons and the week around it: what each diary page is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest

from parta.kit import clock
from parta.school.diary import access
from parta.school.diary import lessons as timetable
from parta.school.diary.day import Day, Reader, draw, live_ids
from parta.school.diary.lessons import Lessons
from parta.school.diary.week import Week, chosen_day
from parta.school.timetable.moments import local, next_midnight


@dataclass(frozen=True, slots=True)
class Page:
    day: Day
    week: Week
    now: datetime
    midnight: datetime  # then "today" is another day
    next: tuple[date, time] | None  # the first lesson after an empty day


class Book:
    """Whose lessons are read, on which day, and what the reader may do with them."""

    def __init__(self, request: HttpRequest, tz: str) -> None:
        self.now, self.tz = clock.now(), tz
        self.today = local(self.now, tz).date()
        self.chosen = chosen_day(request.GET.get("date", ""), self.today)

    def page(
        self, lessons: Lessons, opens_before: Callable[[date], timedelta] | None = None
    ) -> Page:
        """`opens_before`: asked when there are lessons; None for who never enters one."""
        of_day = timetable.of_day(lessons, self.chosen)
        before = opens_before(self.chosen) if opens_before and of_day else None
        reader = Reader(self.now, self.tz, before)
        present = access.present_in(live_ids(of_day, reader)) if opens_before else {}
        return Page(
            day=draw(of_day, reader, present),
            week=Week(self.chosen, self.today, timetable.sums_of_week(lessons, self.chosen)),
            now=self.now,
            midnight=next_midnight(self.now, self.tz),
            next=None if of_day else timetable.first_after(lessons, self.chosen),
        )
