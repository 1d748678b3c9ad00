"""Rule R1: which lesson is now, and when its online button is live."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest

from parta.school.lessons.window import Window
from parta.school.timetable.moments import local, moment, next_midnight
from parta.school.timetable.now import Phase, phases

TZ = "Europe/Moscow"
DAY = date(2026, 11, 25)
NORMAL = [("08:30", "09:15"), ("09:25", "10:10"), ("10:30", "11:15")]
SHORTENED = [("08:30", "09:00"), ("09:10", "09:40")]
PAST, NOW, NEXT, LATER = Phase.PAST, Phase.NOW, Phase.NEXT, Phase.LATER


@dataclass(frozen=True)
class Lesson:
    starts_at: datetime
    ends_at: datetime


def at(clock: str) -> datetime:
    return moment(DAY, time.fromisoformat(clock), TZ)


def lessons(bells: list[tuple[str, str]]) -> list[Lesson]:
    return [Lesson(at(starts), at(ends)) for starts, ends in bells]


@pytest.mark.parametrize(
    ("bells", "clock", "expected"),
    [
        (NORMAL, "08:29:59", [NEXT, LATER, LATER]),
        (NORMAL, "08:30", [NOW, NEXT, LATER]),
        (NORMAL, "09:14:59", [NOW, NEXT, LATER]),
        (NORMAL, "09:15", [PAST, NEXT, LATER]),
        (NORMAL, "09:20", [PAST, NEXT, LATER]),
        (NORMAL, "11:15", [PAST, PAST, PAST]),
        (SHORTENED, "09:20", [PAST, NOW]),
        ([], "09:20", []),
    ],
)
def test_the_bells_tell_which_lesson_is_now(
    bells: list[tuple[str, str]], clock: str, expected: list[Phase]
) -> None:
    assert [phase for _, phase in phases(lessons(bells), at(clock))] == expected


@pytest.mark.parametrize(
    ("clock", "live"),
    [
        ("08:19:59", [False, False, False]),
        ("08:20", [True, False, False]),
        ("09:14:59", [True, False, False]),
        ("09:15", [False, True, False]),
        ("09:20", [False, True, False]),
        ("10:10", [False, False, False]),
        ("10:20", [False, False, True]),
        ("11:15", [False, False, False]),
    ],
)
def test_the_button_is_live_from_ten_minutes_before_to_the_last_bell(
    clock: str, live: list[bool]
) -> None:
    assert [_window(lesson, 10).button(at(clock)) for lesson in lessons(NORMAL)] == live


def test_in_a_short_break_two_buttons_may_be_live() -> None:
    pair = lessons([("08:30", "09:15"), ("09:20", "10:05")])
    assert [_window(lesson, 10).button(at("09:12")) for lesson in pair] == [True, True]


@pytest.mark.parametrize(
    ("tz", "day", "utc"),
    [
        ("Asia/Kamchatka", date(2026, 9, 1), "2026-08-31T20:30"),
        ("Europe/Volgograd", date(2020, 12, 25), "2020-12-25T04:30"),
        ("Europe/Volgograd", date(2020, 12, 28), "2020-12-28T05:30"),
        ("Europe/Berlin", date(2026, 10, 23), "2026-10-23T06:30"),
        ("Europe/Berlin", date(2026, 10, 26), "2026-10-26T07:30"),
    ],
)
def test_local_times_become_moments_in_the_zone_of_that_date(tz: str, day: date, utc: str) -> None:
    found = moment(day, time(8, 30), tz)
    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert local(found, tz).date() == day


@pytest.mark.parametrize(
    ("tz", "clock", "utc"),
    [
        ("Europe/Moscow", "2026-11-25T20:59", "2026-11-25T21:00"),
        ("Europe/Moscow", "2026-11-25T21:00", "2026-11-26T21:00"),
        ("Europe/Berlin", "2026-10-24T22:00", "2026-10-25T23:00"),
    ],
)
def test_a_local_day_ends_at_its_own_midnight(tz: str, clock: str, utc: str) -> None:
    def at_utc(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    assert next_midnight(at_utc(clock), tz) == at_utc(utc)


def _window(lesson: Lesson, minutes: int) -> Window:
    return Window(lesson.starts_at, lesson.ends_at, timedelta(minutes=minutes), timedelta())
