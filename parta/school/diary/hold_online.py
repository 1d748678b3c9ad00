"""«Провести онлайн»: a teacher's decision to hold one lesson online."""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.school.diary.rules import Why, why_not_online
from parta.school.lessons.models import LessonOnline, OnlinePlan
from parta.school.lessons.tell import tell_diaries
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why


def hold_online(lesson: Lesson, by: Person, request: HttpRequest) -> OnlinePlan | Refusal:
    """The open plan of the lesson; a second press finds the first one's.

    The class and the teacher's other pages are told after commit.
    """
    now = clock.now()
    cancelled = lesson.state == Lesson.State.CANCELLED
    with transaction.atomic():
        ended = LessonOnline.objects.filter(lesson=lesson, state=LessonOnline.State.ENDED)
        why = why_not_online(lesson.ends_at, now, cancelled=cancelled, ended=ended.exists())
        if why:
            return Refusal(why)
        plan, new = OnlinePlan.objects.get_or_create(
            lesson=lesson,
            withdrawn_at=None,
            defaults={"school_id": lesson.school_id, "planned_by": by, "planned_at": now},
        )
        if new:
            LessonOnline.objects.get_or_create(
                lesson=lesson, defaults={"school_id": lesson.school_id}
            )
            _tell(lesson, by, request)
    return plan


def _tell(lesson: Lesson, by: Person, request: HttpRequest) -> None:
    audit.record(
        "lesson.planned_online",
        actor=f"person:{by.uid}",
        object=f"lesson:{lesson.pk}",
        request=request,
    )
    tell_diaries(lesson)
