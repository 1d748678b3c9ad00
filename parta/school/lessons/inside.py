"""Who takes part in a lesson right now: the door's answer, and the seat they have."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.school.lessons import changes
from parta.school.lessons import decide as door
from parta.school.lessons.access import AtDoor
from parta.school.lessons.decide import Pass, Role
from parta.school.lessons.models import LessonOnline, Seat
from parta.school.lessons.rules import Why

STRANGERS = frozenset({door.Why.NOT_IN_CLASS, door.Why.PARENT})


class Refused(Exception):
    """Not done, for a reason of the door or of the talk."""

    def __init__(self, why: door.Why | Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody whom the door lets in, with their seat in the live room."""

    at: AtDoor
    role: Role
    seat: Seat  # with `online` and `person`

    @property
    def leads(self) -> bool:
        return self.role is Role.TEACHER

    @property
    def online(self) -> LessonOnline:
        return self.seat.online


def inside(at: AtDoor, request: HttpRequest) -> Inside:
    """The caller as one who takes part.

    Raises Refused; the audit has it when a stranger to the class asked.
    """
    verdict = door.decide(at.visitor, at.door, clock.now())
    if not isinstance(verdict, Pass):
        if verdict.why in STRANGERS:
            with transaction.atomic():
                _record(at, verdict.why, request)
        raise Refused(verdict.why)
    return Inside(at, verdict.role, _seat_of(at))


def begin(who: Inside) -> Inside:
    """The same once more, under the lock of a change: an end or a removal came before, or waits.

    Raises Refused.
    """
    online = changes.begin(who.online)
    seat = Seat.objects.select_related("person").get(pk=who.seat.pk)
    seat.online = online
    if online.state != LessonOnline.State.LIVE:
        raise Refused(Why.NOT_INSIDE)
    if seat.removed_at:
        raise Refused(door.Why.REMOVED)
    return replace(who, seat=seat)


def _seat_of(at: AtDoor) -> Seat:
    """Raises Refused where the lesson's page has not been opened yet."""
    seats = Seat.objects.filter(
        online__lesson=at.lesson.pk,
        online__state=LessonOnline.State.LIVE,
        person=at.caller.person,
    )
    seat = seats.select_related("online", "person").first()
    if seat is None:
        raise Refused(Why.NOT_INSIDE)
    return seat


def _record(at: AtDoor, why: door.Why, request: HttpRequest) -> None:
    audit.record(
        "lesson.talk-refused",
        actor=f"person:{at.caller.person.uid}",
        object=f"lesson:{at.lesson.pk}",
        detail={"why": why.value},
        request=request,
    )
