"""Moves a class to a new room, away from somebody who holds a token to the old one.

A token cannot be taken back, and the media server renews it for whoever is connected.
So the room goes instead: who asks for a pass is led to the new one, and there the door
decides.  What the media server did not hear, the watchdog and the sweep repeat.
"""

from functools import partial
from typing import Final

from django.db import transaction

from parta import audit
from parta.school.lessons import changes, rooms
from parta.school.lessons.access import window
from parta.school.lessons.models import LessonOnline, Seat
from parta.school.people.models import Person

CAME_BACK: Final = "came-back"
RELEASED: Final = "released"
"""Why a class moved, for the audit."""


def away_from(seat: Seat) -> None:
    """Open a new room and give up the one that the removed `seat` came back to.

    Several at once move the class once.
    """
    known = seat.online.generation
    with transaction.atomic():
        seat.online = changes.begin(seat.online)
        moved = seat.online.generation == known and _renamed(seat, CAME_BACK)
    if moved:
        _follow(seat.online)


def away_from_person(person: Person) -> None:
    """Part the person from every running lesson that they came into, in a transaction.

    Nobody shuts the door on them: it decides anew, by what they are after the commit.
    """
    entered = Seat.objects.filter(person=person, noted_at__isnull=False)
    for seat in entered.filter(online__state=LessonOnline.State.LIVE).select_related("online"):
        seat.online = changes.begin(seat.online)
        if _renamed(seat, RELEASED):
            transaction.on_commit(partial(_follow, seat.online), robust=True)


def _renamed(seat: Seat, why: str) -> bool:
    """Whether the lesson, its row locked, still runs and so has another room from now on."""
    online = seat.online
    if online.state != LessonOnline.State.LIVE:
        return False
    online.generation += 1
    online.save(update_fields=["generation"])
    _record(seat, why)
    return True


def _follow(online: LessonOnline) -> None:
    rooms.create(online, window(online.lesson, online.school).closes)
    rooms.delete(online.room_of(online.generation - 1))


def _record(seat: Seat, why: str) -> None:
    audit.record(
        "lesson.moved",
        actor="system",
        object=f"lesson:{seat.online.lesson_id}",
        detail={"seat": seat.seat, "why": why},
        request=audit.Of(seat.online.school_id),
    )
