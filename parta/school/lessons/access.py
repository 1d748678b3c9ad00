"""The only way to a lesson's door: who stands there, and what they may know of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from parta.school.classes.models import GroupMembership
from parta.school.lessons.decide import Door, Role, Visitor
from parta.school.lessons.models import LessonOnline, OnlinePlan, Seat
from parta.school.lessons.window import Window
from parta.school.people.hats import Hat
from parta.school.people.levels import Demands, Level, needed
from parta.school.people.models import Person, School
from parta.school.people.settings import Key, settings_on
from parta.school.timetable.models import Lesson

LIMITS: tuple[Key, ...] = (
    "online_open_min",
    "online_overrun_min",
    "grace_14_days",
    "adult_level",
)
TEACHES = frozenset({Hat.TEACHER, Hat.CLASS_TEACHER})


class ToPerson(TypedDict):
    """What a lesson means to one person."""

    planned_online: bool
    taught: bool
    taught_ward: bool
    removed: bool


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    LessonToPerson = WithAnnotations[Lesson, ToPerson]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, in the one hat they wear now; rights of hats never add up."""

    person: Person
    hat: Hat
    level: Level  # of the sign-in
    learning_id: bool = False


@dataclass(frozen=True, slots=True)
class AtDoor:
    """A caller before one lesson: all that decide() and its answer's page need."""

    caller: Caller
    lesson: Lesson
    visitor: Visitor
    door: Door
    sees_topic: bool

    @property
    def online(self) -> LessonOnline | None:
        return getattr(self.lesson, "online", None)


def at_door(caller: Caller, lesson_id: int) -> AtDoor:
    """The caller at that lesson's door, in two queries.

    Raises Http404 where the caller's school has no such lesson: another
    school's lesson is as if absent.
    """
    lesson = _lessons_for(caller.person).filter(pk=lesson_id).first()
    if lesson is None:
        raise Http404
    limits = settings_on(lesson.school, LIMITS, lesson.date)
    role = _role(caller, lesson)
    return AtDoor(
        caller=caller,
        lesson=lesson,
        visitor=Visitor(
            role=role,
            removed=lesson.removed,
            level_missing=caller.level < _level_needed(caller, lesson, limits),
            learning_id=caller.learning_id,
        ),
        door=_door(lesson, limits),
        sees_topic=lesson.taught_ward if role is Role.PARENT else role is not None,
    )


def members(lesson: Lesson) -> QuerySet[Person]:
    """The pupils of the lesson on its date, in the journal's order."""
    taught = GroupMembership.objects.filter(_counts_on(lesson.date), group=lesson.group_id)
    return Person.objects.filter(pupil__in=taught.values("pupil")).order_by("surname", "name", "pk")


def window(lesson: Lesson, school: School) -> Window:
    """When the lesson's door stands open, by the limits the school has on that date."""
    return _window(lesson, settings_on(school, LIMITS, lesson.date))


def _window(lesson: Lesson, limits: dict[Key, int]) -> Window:
    return Window(
        starts=lesson.starts_at,
        ends=lesson.ends_at,
        opens_before=timedelta(minutes=limits["online_open_min"]),
        stays_after=timedelta(minutes=limits["online_overrun_min"]),
    )


def _lessons_for(person: Person) -> "QuerySet[LessonToPerson]":
    """The lessons of the person's school."""
    taught = GroupMembership.objects.filter(_counts_on(OuterRef("date")), group=OuterRef("group"))
    ward = _counts_on(OuterRef("date"), "pupil__guardians__") & Q(
        pupil__guardians__guardian=person,
        pupil__guardians__may_view=True,
        pupil__guardians__restricted=False,
    )
    return (
        Lesson.objects.filter(school=person.school_id)
        .select_related("school", "group__subject", "staff__person", "online")
        .annotate(
            planned_online=Exists(
                OnlinePlan.objects.filter(lesson=OuterRef("pk"), withdrawn_at=None)
            ),
            taught=Exists(taught.filter(pupil__person=person)),
            taught_ward=Exists(taught.filter(ward)),
            removed=Exists(
                Seat.objects.filter(
                    online__lesson=OuterRef("pk"), person=person, removed_at__isnull=False
                )
            ),
        )
    )


def _counts_on(day: date | OuterRef, of: str = "") -> Q:
    return Q((f"{of}since__lte", day)) & (Q((f"{of}until", None)) | Q((f"{of}until__gt", day)))


def _role(caller: Caller, lesson: "LessonToPerson") -> Role | None:
    """What the hat makes of the person here.  A guardian's link or another hat adds nothing."""
    if caller.hat is Hat.PARENT:
        return Role.PARENT
    if caller.hat in TEACHES and lesson.staff.person_id == caller.person.pk:
        return Role.TEACHER
    return Role.PUPIL if caller.hat is Hat.PUPIL and lesson.taught else None


def _level_needed(caller: Caller, lesson: Lesson, limits: dict[Key, int]) -> Level:
    demands = Demands(timedelta(days=limits["grace_14_days"]), Level(limits["adult_level"]))
    return needed(caller.hat, caller.person.birth_date, lesson.date, demands)


def _door(lesson: "LessonToPerson", limits: dict[Key, int]) -> Door:
    online = getattr(lesson, "online", None)
    state = online.state if online else LessonOnline.State.PLANNED
    return Door(
        window=_window(lesson, limits),
        online=lesson.planned_online,
        cancelled=lesson.state == Lesson.State.CANCELLED,
        running=state == LessonOnline.State.LIVE,
        ended=state == LessonOnline.State.ENDED,
    )
