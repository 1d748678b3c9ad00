"""A teacher's week: the lessons of all its days on one page, each row as on «My day»."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.school.diary import access
from parta.school.diary.day import Day, Lesson, Reader, draw, live_ids
from parta.school.diary.lessons import Lessons, of_teacher, of_week
from parta.school.diary.my_day import about
from parta.school.diary.page import Book
from parta.school.diary.week import Sum, Week
from parta.school.diary.worn import worn
from parta.school.frame import frame_for
from parta.school.lessons.tell import diary_room
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from parta.school.timetable.moments import local, next_midnight


@dataclass(frozen=True, slots=True)
class Page:
    week: Week
    days: dict[date, Day]  # those with lessons
    now: datetime
    midnight: datetime

    @property
    def lessons(self) -> int:
        return sum(day.lessons for day in self.week.sums.values())

    @property
    def online(self) -> int:
        return sum(day.online for day in self.week.sums.values())

    @property
    def changes_at(self) -> datetime:
        return min((day.changes_at for day in self.days.values()), default=self.midnight)


@require_safe
@worn(Hat.TEACHER, Hat.CLASS_TEACHER)
def my_week(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    place = access.place_of(person)
    context = {
        "frame": frame_for(request, place.school, about(request), "day"),
        "page": _page(Book(request, place.tz), of_teacher(person.school_id, person.pk), person),
        "room": diary_room(person.uid),
        "seen": place.seen,
    }
    return render(request, "diary/my_week.html", context)


def _page(book: Book, lessons: Lessons, person: Person) -> Page:
    of_days = of_week(lessons, book.chosen)
    before = access.opens_before(person.school_id, book.chosen) if of_days else None
    reader = Reader(book.now, book.tz, before)
    present = access.present_in(live_ids(of_days, reader))
    days = {
        day: list(those)
        for day, those in groupby(of_days, lambda it: local(it.starts_at, book.tz).date())
    }
    sums = {day: found for day, those in days.items() if (found := _sum(those))}
    return Page(
        week=Week(book.chosen, book.today, sums),
        days={day: draw(those, reader, present) for day, those in days.items()},
        now=book.now,
        midnight=next_midnight(book.now, book.tz),
    )


def _sum(lessons: Sequence[Lesson]) -> Sum | None:
    """None where all the day's lessons are cancelled."""
    held = [lesson for lesson in lessons if not lesson.cancelled]
    if not held:
        return None
    return Sum(len(held), held[0].starts, sum(lesson.plan is not None for lesson in held))
