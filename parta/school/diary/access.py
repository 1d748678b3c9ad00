"""The only way to the rows of a diary: whose it is, and what stands in it.

Every query is bound to the reader's school, and to what the reader may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Concat
from django.http import Http404

from parta.live.models import Room as LiveRoom
from parta.school.classes.models import ClassEnrolment, GroupMembership
from parta.school.diary.day import CANCELLED, Lesson, Present
from parta.school.diary.week import WEEK, Sum, monday
from parta.school.lessons.models import PresenceInterval
from parta.school.people.models import GuardianLink, Person, Pupil, School
from parta.school.people.settings import settings_on
from parta.school.timetable.models import Lesson as LessonRow

COLUMNS = (
    "pk",
    "number",
    "starts",
    "ends",
    "starts_at",
    "ends_at",
    "state",
    "topic",
    "group__subject__name",
    "group__title",
    "room__code",
    "staff__person__name",
    "staff__person__patronymic",
    "staff__person__surname",
    "planned__pk",
    "online__state",
)


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


def place_of(person: Person) -> Place:
    """Where a person of the staff stands."""
    school = School.objects.filter(pk=person.school_id)
    name, tz, seen = school.values_list("name", "tz", _seen(person.uid)).get()
    return Place(name, tz, seen)


def place_of_pupil(person: Person) -> Place:
    """Where a pupil stands.  Raises Http404 for who is none."""
    pupils = Pupil.objects.filter(school=person.school_id, person=person)
    row = pupils.values_list("school__name", "school__tz", _seen(person.uid), _form("pk")).first()
    if row is None:
        raise Http404
    return Place(*row)


def room_of(uid: UUID) -> str:
    """The live room of a pupil's diary, or of a teacher's day."""
    return f"diary:{uid}"


def wards(parent: Person, on: date) -> QuerySet[GuardianLink]:
    """The links through which the parent may read diaries on that date."""
    return GuardianLink.objects.filter(
        Q(until=None) | Q(until__gt=on),
        school=parent.school_id,
        guardian=parent,
        since__lte=on,
        may_view=True,
        restricted=False,
    )


def children_of(parent: Person, on: date) -> list[Child]:
    """The pupils whose diaries the parent may read on that date, in the order of age."""
    rows = wards(parent, on).values_list(
        "pupil__person__pk",
        "pupil__person__uid",
        "pupil__person__name",
        "pupil__person__surname",
        _form("pupil"),
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


def watched(person: Person, uid: UUID) -> Place:
    """A parent's place, watching the child `uid`."""
    school = School.objects.filter(pk=person.school_id)
    return Place(*school.values_list("name", "tz", _seen(uid)).get())


def opens_before(school: int, on: date) -> timedelta:
    """How long before the bell the button appears."""
    minutes = settings_on(School(pk=school), ("online_open_min",), on)["online_open_min"]
    return timedelta(minutes=minutes)


def lessons_of_pupil(school: int, person: int) -> QuerySet[LessonRow]:
    """The lessons of the groups that the pupil belongs to on each lesson's date."""
    return LessonRow.objects.filter(
        Q(group__memberships__until=None) | Q(group__memberships__until__gt=F("date")),
        school=school,
        group__memberships__pupil__person=person,
        group__memberships__since__lte=F("date"),
    )


def lessons_of_teacher(person: Person) -> QuerySet[LessonRow]:
    return LessonRow.objects.filter(school=person.school_id, staff__person=person)


def lesson_to_lead(teacher: Person, asked: str) -> LessonRow:
    """A lesson that the teacher gives.

    Raises PermissionDenied for another teacher's lesson of the same school,
    Http404 for one that the school does not have.
    """
    of_school = LessonRow.objects.filter(school=teacher.school_id)
    lesson = (
        of_school.select_related("staff").filter(pk=asked).first() if asked.isdecimal() else None
    )
    if lesson is None:
        raise Http404
    if lesson.staff.person_id != teacher.pk:
        raise PermissionDenied
    return lesson


def day_of(lessons: QuerySet[LessonRow], day: date) -> list[Lesson]:
    rows = _with_plans(lessons.filter(date=day)).order_by("starts_at", "pk")
    return [Lesson(*row) for row in rows.values_list(*COLUMNS)]


def week_of(lessons: QuerySet[LessonRow], day: date) -> dict[date, Sum]:
    """The days with lessons of the week around `day`."""
    first = monday(day)
    of_week = lessons.filter(date__range=(first, first + WEEK - timedelta(days=1)))
    sums = _with_plans(of_week).exclude(state=CANCELLED).values_list("date").order_by("date")
    counted = sums.annotate(Count("pk"), Min("starts"), Count("planned"))
    return {on: Sum(*rest) for on, *rest in counted}


def next_of(lessons: QuerySet[LessonRow], day: date) -> tuple[date, Any] | None:
    """Date and local time of the first lesson after `day`."""
    later = lessons.filter(date__gt=day).exclude(state=CANCELLED).order_by("starts_at")
    return later.values_list("date", "starts").first()


def present_in(lessons: list[int]) -> dict[int, Present]:
    """Who is in the rooms of these lessons, and how many are expected."""
    if not lessons:
        return {}
    stays = PresenceInterval.objects.filter(seat__online__lesson=OuterRef("pk"), left_at=None)
    members = GroupMembership.objects.filter(
        Q(until=None) | Q(until__gt=OuterRef("date")),
        group=OuterRef("group"),
        since__lte=OuterRef("date"),
    )
    rows = LessonRow.objects.filter(pk__in=lessons).values_list(
        "pk",
        Exists(stays.filter(seat__leads=True)),
        _count(stays.filter(seat__leads=False), "seat__online__lesson", "seat"),
        _count(members, "group", "pupil"),
    )
    return {pk: Present(*rest) for pk, *rest in rows}


def _with_plans(lessons: QuerySet[LessonRow]) -> QuerySet[LessonRow]:
    unwithdrawn = Q(online_plans__withdrawn_at=None)
    return lessons.annotate(planned=FilteredRelation("online_plans", condition=unwithdrawn))


def _seen(uid: UUID) -> Any:
    head = LiveRoom.objects.filter(name=room_of(uid)).values("head")
    return Coalesce(Subquery(head), Value(0))


def _form(pupil: str) -> Any:
    """The title of the class that `pupil` was last enrolled in."""
    enrolled = ClassEnrolment.objects.filter(pupil=OuterRef(pupil)).order_by("-since")
    title = Concat(F("school_class__level"), F("school_class__letter"), output_field=CharField())
    return Coalesce(Subquery(enrolled.values_list(title)[:1]), Value(""))


def _count(rows: QuerySet[Any], of: str, what: str) -> Any:
    counted = rows.order_by().values(of).annotate(n=Count(what, distinct=True)).values("n")
    return Coalesce(Subquery(counted), Value(0))
