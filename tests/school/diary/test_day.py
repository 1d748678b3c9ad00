"""Rows of a day and days of a week, drawn without a database."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from parta.school.diary.day import Day, Lesson, Online, Reader, draw
from parta.school.diary.week import Sum, Week, chosen_day
from parta.school.timetable.moments import moment
from tests.cast import TODAY, TZ

TEN_MINUTES = timedelta(minutes=10)


def lesson(starts: str, ends: str = "", *, number: int | None = None, day: date = TODAY) -> Lesson:
    first = time.fromisoformat(starts)
    last = time.fromisoformat(ends) if ends else first.replace(minute=first.minute + 40)
    return Lesson(
        id=first.hour * 60 + first.minute,
        number=number,
        starts=first,
        ends=last,
        starts_at=moment(day, first, TZ),
        ends_at=moment(day, last, TZ),
        state="planned",
        topic="",
        subject="Геометрия",
        group="7Б",
        room="305",
        teacher_name="Вера",
        teacher_patronymic="Андреевна",
        teacher_surname="Соколова",
        plan=1,
        media="planned",
    )


def reader(clock: str, opens_before: timedelta | None = TEN_MINUTES) -> Reader:
    return Reader(moment(TODAY, time.fromisoformat(clock), TZ), TZ, opens_before)


def hours(*these: int, number: int | None = None, day: date = TODAY) -> list[Lesson]:
    return [lesson(f"{hour:02}:00", number=number, day=day) for hour in these]


@pytest.mark.parametrize(
    ("lessons", "clock", "folded"),
    [
        (hours(), "12:00", 0),
        (hours(8), "12:00", 0),
        (hours(*range(5)), "12:00", 0),
        (hours(*range(6)), "12:00", 4),
        (hours(*range(21)), "12:00", 10),  # 0 … 11 are over, two stay
        (hours(*range(6)), "00:30", 0),
    ],
)
def test_today_folds_what_is_over(lessons: list[Lesson], clock: str, folded: int) -> None:
    day = draw(lessons, reader(clock))
    assert len(day.folded) == folded
    assert [row.lesson for row in day.folded + day.rows + day.ahead] == lessons


@pytest.mark.parametrize(
    ("lessons", "clock", "ahead"),
    [
        (hours(*range(12)), "00:30", 0),
        (hours(*range(13)), "00:30", 7),  # now, two whose buttons wait, and three more
        (hours(*range(20)), "15:30", 0),
        (hours(*range(23)), "15:30", 2),
        (hours(*range(10)) + hours(*range(10, 16), number=1), "00:30", 0),
        (hours(*range(10), number=1) + hours(*range(10, 20)), "00:30", 7),
    ],
)
def test_a_crowded_day_folds_its_far_extra_lessons(
    lessons: list[Lesson], clock: str, ahead: int
) -> None:
    day = draw(lessons, reader(clock))
    assert len(day.ahead) == ahead
    assert [row.lesson for row in day.folded + day.rows + day.ahead] == lessons


def test_an_online_lesson_ended_before_the_bell_is_drawn_as_past() -> None:
    ended = replace(lesson("10:00"), media="ended")
    rows = draw([ended, lesson("12:00")], reader("10:20")).rows
    assert [(row.css, row.ended_early, row.button) for row in rows] == [
        ("les past", True, False),
        ("les", False, False),
    ]
    [row] = draw([ended], reader("11:00")).rows
    assert (row.css, row.ended_early) == ("les past", False)


@pytest.mark.parametrize(
    ("extra", "normal", "folded"), [(5, 6, 0), (6, 6, 6), (10, 6, 10), (10, 0, 0)]
)
def test_other_days_fold_what_stands_before_the_first_bell(
    extra: int, normal: int, folded: int
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    lessons = hours(*range(extra), day=tomorrow)
    lessons += hours(*range(extra, extra + normal), number=1, day=tomorrow)
    assert len(draw(lessons, reader("12:00")).folded) == folded


@pytest.mark.parametrize(
    ("clock", "changes"),
    [
        ("10:00", "10:20"),  # the button
        ("10:20", "10:30"),  # the bell
        ("10:30", "11:10"),  # the last bell
        ("11:10", "12:20"),
    ],
)
def test_a_page_knows_when_it_will_look_different(clock: str, changes: str) -> None:
    lessons = [lesson("10:30", "11:10"), lesson("12:30", "13:10")]
    assert draw(lessons, reader(clock)).changes_at == reader(changes).now


def test_after_the_last_lesson_the_day_changes_at_midnight() -> None:
    changes_at: datetime = draw([lesson("10:30", "11:10")], reader("20:00")).changes_at
    assert changes_at == moment(TODAY + timedelta(days=1), time(), TZ)


def of(day: Day) -> list[tuple[str, bool, bool, bool]]:
    return [(row.state, row.button, row.soon, row.waiting) for row in day.rows]


def test_two_buttons_wait_in_the_page_and_no_more() -> None:
    assert of(draw(hours(10, 12, 13, 14), reader("10:30"))) == [
        ("online-running", True, False, False),
        ("online-later", False, True, True),
        ("online-later", False, True, True),
        ("online-later", False, True, False),
    ]


def test_who_never_enters_has_no_button_in_any_state() -> None:
    for clock in ("08:00", "09:55", "10:30", "23:00"):
        for row in draw(hours(10, 12), reader(clock, None)).rows:
            assert (row.button, row.soon, row.waiting) == (False, False, False)


def test_a_cancelled_lesson_is_never_next() -> None:
    first, second = hours(10, 12)
    rows = draw([replace(first, state="cancelled"), second], reader("08:00")).rows
    assert [(row.phase, row.online) for row in rows] == [
        ("later", Online.NO),
        ("next", Online.LATER),
    ]


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Геометрия", "7Б, геометрия"),
        ("ИЗО", "7Б, ИЗО"),
        ("Английский язык", "7Б, английский язык"),
    ],
)
def test_staff_read_whom_and_what(subject: str, line: str) -> None:
    assert replace(lesson("10:30", "11:10"), subject=subject).for_staff == line


SATURDAY = TODAY + timedelta(days=3)
SOME = Sum(1, time(8, 30), 0)


@pytest.mark.parametrize(
    ("chosen", "sums", "days"),
    [
        (TODAY, {}, 5),
        (TODAY, {SATURDAY: SOME}, 6),
        (SATURDAY, {}, 6),
        (TODAY, {SATURDAY + timedelta(days=1): SOME}, 7),
    ],
)
def test_a_week_has_its_weekend_only_when_it_is_used(
    chosen: date, sums: dict[date, Sum], days: int
) -> None:
    assert len(Week(chosen, TODAY, sums).days) == days


def test_other_days_come_first_when_they_are_still_to_come() -> None:
    sums = {TODAY + timedelta(days=n): SOME for n in (-2, -1, 0, 1, 2)}
    others = [day.date.day for day in Week(TODAY, TODAY, sums).others]
    assert others == [26, 27, 24, 23]


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2026-11-26", date(2026, 11, 26)),
        ("", TODAY),
        ("26.11.2026", TODAY),
        ("2026-02-30", TODAY),
        ("2028-01-01", TODAY),
    ],
)
def test_an_address_that_names_no_day_shows_today(asked: str, day: date) -> None:
    assert chosen_day(asked, TODAY) == day
