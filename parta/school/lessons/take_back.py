"""Taking an online lesson back: it is held as the timetable has it."""

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.school.lessons import changes, rooms
from parta.school.lessons.models import Hand, LessonOnline, OnlinePlan
from parta.school.lessons.tell import tell_diaries
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson


class Over(Exception):
    """It was held online, and stays so."""


def take_back(lesson: Lesson, by: Person, request: HttpRequest) -> None:
    """Withdraw the plan and send out whoever is inside; where there is none, nothing happens.

    Planned again, the lesson has another room: passes to this one open nothing.  The
    class and the teacher's other pages are told after commit.  Raises Over.
    """
    with transaction.atomic():
        online = _locked(lesson)
        if online.state == LessonOnline.State.ENDED or lesson.ends_at <= clock.now():
            raise Over
        plans = OnlinePlan.objects.filter(lesson=lesson, withdrawn_at=None)
        if not plans.update(withdrawn_at=clock.now()):
            return
        left = _give_up(online)
        _record(lesson, by, left, request)
        tell_diaries(lesson)
    if left:
        rooms.delete(left)


def _give_up(online: LessonOnline) -> str:
    """Make a live room planned once more; the name of the one to delete, "" where none was live."""
    if online.state != LessonOnline.State.LIVE:
        return ""
    left = online.room_name
    LessonOnline.objects.filter(pk=online.pk).update(
        state=LessonOnline.State.PLANNED, opened_at=None, generation=F("generation") + 1
    )
    Hand.objects.filter(seat__online=online).delete()
    changes.number(online)
    return left


def _locked(lesson: Lesson) -> LessonOnline:
    """The row that entries wait for too."""
    online, _ = LessonOnline.objects.get_or_create(
        lesson=lesson, defaults={"school_id": lesson.school_id}
    )
    return changes.begin(online)


def _record(lesson: Lesson, by: Person, left: str, request: HttpRequest) -> None:
    audit.record(
        "lesson.taken-back",
        actor=f"person:{by.uid}",
        object=f"lesson:{lesson.pk}",
        detail={"running": bool(left)},
        request=request,
    )
