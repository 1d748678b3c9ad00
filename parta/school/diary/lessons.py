"""Lessons of a pupil or of a teacher: the hot rows of the school, read by plain SQL.

The whole school opens these pages within one minute of the bell.  Building the
same queries by the ORM costs more than all the rest of a page.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django.db import connection

from parta.school.diary.day import Lesson
from parta.school.diary.week import WEEK, Sum, monday
from parta.school.people.intervals import counts_sql


@dataclass(frozen=True, slots=True)
class Lessons:
    """Whose lessons: joins and conditions that keep everybody to their own."""

    joins: str
    where: str
    values: tuple[int, ...]


# The sign keeps SQLite from walking through all of the school's lessons: its index on the
# school looks as good to the planner as those on group and date, or on teacher and date.
OF_SCHOOL: Final = "+l.school_id = %s"
PUPIL_JOINS: Final = """
JOIN classes_groupmembership m ON m.group_id = l.group_id
JOIN people_pupil pu ON pu.id = m.pupil_id"""
PUPIL_WHERE: Final = f"pu.person_id = %s AND {counts_sql('m', 'l.date')}"
TEACHER_JOINS: Final = """
JOIN people_staff own ON own.id = l.staff_id"""
TEACHER_WHERE: Final = "own.person_id = %s"

OPEN_PLAN: Final = """
LEFT JOIN lessons_onlineplan plan ON plan.lesson_id = l.id AND plan.withdrawn_at IS NULL"""
DAYS: Final = """
SELECT l.id, l.number, l.starts, l.ends, l.starts_at, l.ends_at, l.state, l.topic,
  su.name, g.title, r.code, te.name, te.patronymic, te.surname, plan.id, o.state
FROM timetable_lesson l
JOIN classes_teachinggroup g ON g.id = l.group_id
JOIN classes_subject su ON su.id = g.subject_id
JOIN people_staff st ON st.id = l.staff_id
JOIN people_person te ON te.id = st.person_id
LEFT JOIN timetable_room r ON r.id = l.room_id
LEFT JOIN lessons_lessononline o ON o.lesson_id = l.id{plan}{joins}
WHERE {where} AND {school} AND l.date BETWEEN %s AND %s ORDER BY l.starts_at, l.id"""
WEEK_SUMS: Final = """
SELECT l.date, COUNT(*), MIN(l.starts), COUNT(plan.id) FROM timetable_lesson l{plan}{joins}
WHERE {where} AND {school} AND l.date BETWEEN %s AND %s AND l.state <> 'cancelled'
GROUP BY l.date"""
NEXT: Final = """
SELECT l.date, l.starts FROM timetable_lesson l{joins}
WHERE {where} AND {school} AND l.date > %s AND l.state <> 'cancelled'
ORDER BY l.starts_at LIMIT 1"""


def of_pupil(school: int, person: int) -> Lessons:
    """Those of the groups that the pupil belongs to on each lesson's date."""
    return Lessons(PUPIL_JOINS, PUPIL_WHERE, (person, school))


def of_teacher(school: int, person: int) -> Lessons:
    return Lessons(TEACHER_JOINS, TEACHER_WHERE, (person, school))


def of_day(lessons: Lessons, day: date) -> list[Lesson]:
    """In the order of the bells."""
    return [_lesson(row) for row in _rows(DAYS, lessons, day, day)]


def of_week(lessons: Lessons, day: date) -> list[Lesson]:
    """All lessons of the week around `day`, in the order of the bells."""
    return [_lesson(row) for row in _rows(DAYS, lessons, *_around(day))]


def sums_of_week(lessons: Lessons, day: date) -> dict[date, Sum]:
    """The days with lessons of the week around `day`."""
    rows = _rows(WEEK_SUMS, lessons, *_around(day))
    return {on: Sum(count, _time(starts), online) for on, count, starts, online in rows}


def first_after(lessons: Lessons, day: date) -> tuple[date, time] | None:
    """Date and local time of the first lesson after `day`."""
    return next(((on, starts) for on, starts in _rows(NEXT, lessons, day)), None)


def _around(day: date) -> tuple[date, date]:
    first = monday(day)
    return first, first + WEEK - timedelta(days=1)


def _rows(query: str, lessons: Lessons, *days: date) -> list[tuple[Any, ...]]:
    sql = query.format(plan=OPEN_PLAN, joins=lessons.joins, where=lessons.where, school=OF_SCHOOL)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*lessons.values, *(day.isoformat() for day in days)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _lesson(row: tuple[Any, ...]) -> Lesson:
    values = list(row)
    values[4:6] = _aware(row[4]), _aware(row[5])
    return Lesson(*values)


def _aware(moment: datetime) -> datetime:
    """SQLite keeps moments without a zone, in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _time(value: time | str) -> time:
    """SQLite gives the text of what it has computed."""
    return value if isinstance(value, time) else time.fromisoformat(value)
