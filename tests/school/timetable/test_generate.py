"""Rule R2: a published timetable becomes lessons, once."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from parta.school.timetable.generate import generate, publish
from parta.school.timetable.models import (
    Bell,
    BellRule,
    BellSchedule,
    CalendarException,
    Lesson,
    TimetableSlot,
    TimetableVersion,
)
from tests.cast import YEAR_ENDS, YEAR_STARTS, Cast

pytestmark = pytest.mark.django_db

MONDAY, NEXT_MONDAY = date(2026, 11, 23), date(2026, 11, 30)


@pytest.fixture
def version(cast: Cast) -> TimetableVersion:
    """Two weeks of geometry in 7Б on Mondays (numbers 1 and 9) and Wednesdays (2)."""
    schedule = BellSchedule.objects.create(school=cast.school, name="Обычный день")
    for number, starts, ends in [(1, time(8, 30), time(9, 15)), (2, time(9, 25), time(10, 10))]:
        Bell.objects.create(schedule=schedule, number=number, starts=starts, ends=ends)
    for weekday in range(1, 8):
        BellRule.objects.create(
            school=cast.school, schedule=schedule, weekday=weekday, since=YEAR_STARTS
        )
    version = TimetableVersion.objects.create(
        school=cast.school, since=MONDAY, until=MONDAY + timedelta(weeks=2)
    )
    for weekday, number in [(1, 1), (1, 9), (3, 2)]:
        add_slot(cast, version, weekday=weekday, number=number)
    return version


def add_slot(cast: Cast, version: TimetableVersion, **fields: Any) -> TimetableSlot:
    return TimetableSlot.objects.create(
        version=version, group=cast.geometry_7b, staff=cast.vera.staff, **fields
    )


def made() -> list[tuple[str, str]]:
    rows = Lesson.objects.order_by("starts_at")
    return [(f"{row.date:%d.%m}", f"{row.starts_at:%H:%M}Z") for row in rows]


EXPECTED = [("23.11", "05:30Z"), ("25.11", "06:25Z"), ("30.11", "05:30Z"), ("02.12", "06:25Z")]


def test_publishing_makes_the_lessons_of_the_interval_that_ring(version: TimetableVersion) -> None:
    assert publish(version) == 4
    assert made() == EXPECTED


def test_a_second_run_adds_nothing(version: TimetableVersion) -> None:
    publish(version)
    Lesson.objects.filter(date=MONDAY).update(state=Lesson.State.CANCELLED)
    assert (publish(version), made()) == (0, EXPECTED)


def test_a_draft_makes_no_lessons(version: TimetableVersion) -> None:
    assert (generate(version, MONDAY, NEXT_MONDAY), made()) == (0, [])


def test_a_part_of_the_interval_can_be_made_first(version: TimetableVersion) -> None:
    version.published = True
    version.save()
    assert generate(version, date(2026, 11, 1), MONDAY) == 1
    assert generate(version, MONDAY, date(2027, 1, 1)) == 3
    assert made() == EXPECTED


def test_an_open_interval_ends_with_the_school_year(cast: Cast, version: TimetableVersion) -> None:
    version.until = None
    version.save()
    publish(version)
    last = Lesson.objects.order_by("date").last()
    assert last is not None
    assert YEAR_ENDS - timedelta(days=7) < last.date <= YEAR_ENDS


def test_parity_and_special_days_are_kept(cast: Cast, version: TimetableVersion) -> None:
    add_slot(cast, version, weekday=4, number=1, parity=TimetableSlot.Parity.EVEN)
    for day, kind, as_weekday in [
        (MONDAY, CalendarException.Kind.HOLIDAY, None),
        (date(2026, 11, 28), CalendarException.Kind.EXTRA_DAY, 1),
    ]:
        CalendarException.objects.create(
            school=cast.school, date=day, kind=kind, as_weekday=as_weekday
        )
    publish(version)
    assert made() == [
        ("25.11", "06:25Z"),
        ("28.11", "05:30Z"),
        ("30.11", "05:30Z"),
        ("02.12", "06:25Z"),
        ("03.12", "05:30Z"),
    ]
