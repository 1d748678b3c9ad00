"""The only way to the rows of a diary: whose it is, and what stands in it.

Every query is bound to the reader's school, and to what the reader may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import (
    CharField,
    Count,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Concat
from django.http import Http404

from parta.kit import clock
from parta.kit.row_key import row_key
from parta.school.classes.models import ClassEnrolment
from parta.school.diary.day import Present
from parta.school.lessons.models import PresenceInterval
from parta.school.lessons.tell import diary_room
from parta.school.people.intervals import counts_on, counts_sql, opens_diary_on
from parta.school.people.models import GuardianLink, Person, Pupil, School
from parta.school.people.settings import settings_on
from parta.school.timetable.models import Lesson as LessonRow
from parta.school.timetable.moments import local

# A row for each class that the pupil is, was or will be in: which is today's, the zone says.
PUPILS_PLACE: Final = """
SELECT sc.name, sc.tz, COALESCE((SELECT head FROM live_room WHERE name = %s), 0),
  c.level || c.letter, e.since, e.until
FROM people_pupil pu JOIN people_school sc ON sc.id = pu.school_id
LEFT JOIN classes_classenrolment e ON e.pupil_id = pu.id
LEFT JOIN classes_schoolclass c ON c.id = e.school_class_id
WHERE pu.person_id = %s AND pu.school_id = %s"""
PLACE: Final = """
SELECT name, tz, COALESCE((SELECT head FROM live_room WHERE name = %s), 0)
FROM people_school WHERE id = %s"""

PRESENT: Final = """
SELECT o.lesson_id,
  (SELECT COUNT(*) FROM lessons_seat s WHERE s.online_id = o.id AND s.leads AND EXISTS (
    SELECT 1 FROM lessons_presenceinterval i WHERE i.seat_id = s.id AND i.left_at IS NULL)),
  (SELECT COUNT(*) FROM lessons_seat s WHERE s.online_id = o.id AND NOT s.leads AND EXISTS (
    SELECT 1 FROM lessons_presenceinterval i WHERE i.seat_id = s.id AND i.left_at IS NULL)),
  (SELECT COUNT(DISTINCT m.pupil_id) FROM classes_groupmembership m WHERE m.group_id = l.group_id
    AND {counts})
FROM lessons_lessononline o JOIN timetable_lesson l ON l.id = o.lesson_id
WHERE o.lesson_id IN ({places})"""


@dataclass(frozen=True, slots=True)
class Place:
    """The reader's school, and the number of the last event of the room that is watched."""

    school: str
    tz: str
    seen: int
    form: str = ""  # the class


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil whose diary a parent may read."""

    person: int
    uid: UUID
    name: str
    surname: str
    form: str


def place_of(person: Person, watched: UUID | None = None) -> Place:
    """The person's school; `watched` is the diary whose events count, if not their own."""
    return Place(*_row(PLACE, diary_room(watched or person.uid), person.school_id))


def place_of_pupil(person: Person) -> Place:
    """Where a pupil stands today.  Raises Http404 for who is none."""
    rows = _rows(PUPILS_PLACE, diary_room(person.uid), person.pk, person.school_id)
    school, tz, seen, *_ = rows[0]
    today = local(clock.now(), tz).date()
    forms = (form for *_, form, since, until in rows if form and _holds(since, until, today))
    return Place(school, tz, seen, next(forms, ""))


def wards(parent: Person, on: date) -> QuerySet[GuardianLink]:
    """The links through which the parent may read diaries on that date."""
    return GuardianLink.objects.filter(opens_diary_on(on), school=parent.school_id, guardian=parent)


def children_of(parent: Person, on: date) -> list[Child]:
    """The pupils whose diaries the parent may read on that date, in the order of age."""
    rows = wards(parent, on).values_list(
        "pupil__person__pk",
        "pupil__person__uid",
        "pupil__person__name",
        "pupil__person__surname",
        _form("pupil", on),
    )
    return [Child(*row) for row in rows.order_by("pupil__person__birth_date", "pupil")]


def child_of(parent: Person, uid: UUID, children: Iterable[Child]) -> Child:
    """One of the parent's children.

    Raises PermissionDenied for another pupil of the school, Http404 for
    everything that the school has no diary of.
    """
    for child in children:
        if child.uid == uid:
            return child
    raise refusal_of(parent, uid)


def refusal_of(reader: Person, uid: UUID) -> PermissionDenied | Http404:
    """What becomes of a reader who asks for somebody else's diary."""
    there = Pupil.objects.filter(school=reader.school_id, person__uid=uid).exists()
    return PermissionDenied() if there else Http404()


def opens_before(school: int, on: date) -> timedelta:
    """How long before the bell the button appears."""
    minutes = settings_on(School(pk=school), ("online_open_min",), on)["online_open_min"]
    return timedelta(minutes=minutes)


def lesson_to_lead(teacher: Person, asked: str) -> LessonRow:
    """A lesson that the teacher gives.

    Raises PermissionDenied for another teacher's lesson of the same school,
    Http404 for one that the school does not have.
    """
    lessons = LessonRow.objects.select_related("staff__person")
    key = row_key(asked)
    lesson = lessons.filter(school=teacher.school_id, pk=key).first() if key else None
    if lesson is None:
        raise Http404
    if lesson.staff.person_id != teacher.pk:
        raise PermissionDenied
    return lesson


def inside_now(lesson: LessonRow) -> int:
    """How many people are in the lesson's room, its teacher among them."""
    stays = PresenceInterval.objects.filter(seat__online__lesson=lesson, left_at=None)
    return stays.aggregate(people=Count("seat", distinct=True))["people"] or 0


def present_in(lessons: list[int]) -> dict[int, Present]:
    """Who is in the rooms of these lessons, and how many are expected."""
    if not lessons:
        return {}
    places = ", ".join(["%s"] * len(lessons))
    with connection.cursor() as cursor:
        cursor.execute(PRESENT.format(places=places, counts=counts_sql("m", "l.date")), lessons)
        return {lesson: Present(bool(leads), *rest) for lesson, leads, *rest in cursor.fetchall()}


def _row(sql: str, *values: int | str) -> tuple[Any, ...]:
    return _rows(sql, *values)[0]


def _rows(sql: str, *values: int | str) -> list[tuple[Any, ...]]:
    """One row or more, by plain SQL: see parta.school.diary.lessons.  Raises Http404 for none."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    if not found:
        raise Http404
    return found


def _holds(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day < until)


def _form(pupil: str, on: date) -> Any:
    """The title of the class that `pupil` belongs to on that date."""
    enrolled = ClassEnrolment.objects.filter(counts_on(on), pupil=OuterRef(pupil))
    title = Concat(F("school_class__level"), F("school_class__letter"), output_field=CharField())
    return Coalesce(Subquery(enrolled.values_list(title)[:1]), Value(""))
