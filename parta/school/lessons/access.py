"""The only way to a lesson's door: who stands there, and what they may know of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.db.models import QuerySet
from django.http import Http404

from parta.school.classes.models import GroupMembership
from parta.school.lessons.decide import Door, Role, Visitor
from parta.school.lessons.facts import Facts, facts_for
from parta.school.lessons.models import LessonOnline
from parta.school.lessons.window import Window
from parta.school.people.hats import Hat
from parta.school.people.intervals import counts_on
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
    lesson: Facts
    visitor: Visitor
    door: Door
    sees_topic: bool

    @property
    def school(self) -> School:
        return self.caller.person.school


def at_door(caller: Caller, lesson_id: int) -> AtDoor:
    """The caller at that lesson's door, in two queries.

    Raises Http404 where the caller's school has no such lesson: another
    school's lesson is as if absent.
    """
    lesson = facts_for(caller.person, lesson_id)
    if lesson is None:
        raise Http404
    limits = settings_on(caller.person.school, LIMITS, lesson.date)
    role = _role(caller, lesson)
    return AtDoor(
        caller=caller,
        lesson=lesson,
        visitor=Visitor(
            role=role,
            removed=bool(lesson.removed),
            level_missing=caller.level < _level_needed(caller, lesson, limits),
            learning_id=caller.learning_id,
        ),
        door=_door(lesson, limits),
        sees_topic=bool(lesson.ward_taught) if role is Role.PARENT else role is not None,
    )


class Taught(Protocol):
    """A lesson, as far as its pupils go."""

    @property
    def group_id(self) -> int: ...
    @property
    def date(self) -> date: ...


def members(lesson: Taught) -> QuerySet[Person]:
    """The pupils of the lesson on its date, in the journal's order."""
    taught = GroupMembership.objects.filter(counts_on(lesson.date), group=lesson.group_id)
    return Person.objects.filter(pupil__in=taught.values("pupil")).order_by("surname", "name", "pk")


def window(lesson: Lesson, school: School) -> Window:
    """When the lesson's door stands open, by the limits the school has on that date."""
    return _window(lesson, settings_on(school, LIMITS, lesson.date))


def _window(lesson: Lesson | Facts, limits: dict[Key, int]) -> Window:
    return Window(
        starts=lesson.starts_at,
        ends=lesson.ends_at,
        opens_before=timedelta(minutes=limits["online_open_min"]),
        stays_after=timedelta(minutes=limits["online_overrun_min"]),
    )


def _role(caller: Caller, lesson: Facts) -> Role | None:
    """What the hat makes of the person here.  A guardian's link or another hat adds nothing."""
    if caller.hat is Hat.PARENT:
        return Role.PARENT
    if caller.hat in TEACHES and lesson.teacher == caller.person.pk:
        return Role.TEACHER
    return Role.PUPIL if caller.hat is Hat.PUPIL and lesson.taught else None


def _level_needed(caller: Caller, lesson: Facts, limits: dict[Key, int]) -> Level:
    demands = Demands(timedelta(days=limits["grace_14_days"]), Level(limits["adult_level"]))
    return needed(caller.hat, caller.person.birth_date, lesson.date, demands)


def _door(lesson: Facts, limits: dict[Key, int]) -> Door:
    return Door(
        window=_window(lesson, limits),
        online=bool(lesson.planned_online),
        taken_back=bool(lesson.plan_withdrawn),
        cancelled=lesson.state == Lesson.State.CANCELLED,
        running=lesson.media == LessonOnline.State.LIVE,
        ended=lesson.media == LessonOnline.State.ENDED,
    )
