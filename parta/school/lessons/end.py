"""Ending a lesson for all: by its teacher, or by the clock when the overrun is over."""

from django.db import transaction
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.school.lessons import rooms
from parta.school.lessons.access import AtDoor, window
from parta.school.lessons.decide import Role
from parta.school.lessons.models import LessonOnline
from parta.school.lessons.tell import tell_diaries
from parta.school.people.models import Person


class NotYours(Exception):
    """Only the lesson's teacher ends it."""


class NotRunning(Exception):
    """Nobody has come in yet: there is nothing to end."""


def end_for_all(at: AtDoor, request: HttpRequest) -> None:
    """Close the door for good, then send everybody out.  A second end changes nothing.

    Raises NotYours (audited) or NotRunning.
    """
    if at.visitor.role is not Role.TEACHER:
        with transaction.atomic():
            _record("lesson.end-refused", at.lesson.pk, at.caller.person, request)
        raise NotYours
    online = rooms.entered().filter(lesson=at.lesson.pk).first()
    if online is None:
        raise NotRunning
    _end(online, at.caller.person, request)


def end_overdue() -> None:
    """End the lessons whose rooms nobody has ended in time."""
    now = clock.now()
    for online in rooms.live().filter(lesson__ends_at__lte=now):
        if window(online.lesson, online.school).late(now, running=True):
            _end(online)


def _end(
    online: LessonOnline, by: Person | None = None, request: HttpRequest | None = None
) -> None:
    running = LessonOnline.objects.filter(pk=online.pk, state=LessonOnline.State.LIVE)
    with transaction.atomic():
        if running.update(state=LessonOnline.State.ENDED, ended_at=clock.now(), ended_by=by):
            _record("lesson.ended", online.lesson_id, by, audit.Of(online.school_id, request))
            tell_diaries(online.lesson)
    rooms.delete(online.room_name)


def _record(action: str, lesson: int, by: Person | None, source: HttpRequest | audit.Of) -> None:
    actor = f"person:{by.uid}" if by else "system"
    audit.record(action, actor=actor, object=f"lesson:{lesson}", request=source)
