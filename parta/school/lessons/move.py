"""Moves a class to a new room, away from somebody who holds a token to the old one.

A token cannot be taken back, and the media server renews it for whoever is connected.
So the room goes instead: who asks for a pass is led to the new one, and there the door
decides.
"""

from django.db import transaction
from django.db.models import F

from parta import audit
from parta.school.lessons import rooms
from parta.school.lessons.access import window
from parta.school.lessons.models import LessonOnline, Seat


def away_from(seat: Seat) -> None:
    """Open a new room and give up the one that the removed `seat` came back to.

    Several at once move the class once.  What fails, the watchdog and the sweep repeat.
    """
    online = seat.online
    old = online.room_name
    running = LessonOnline.objects.filter(
        pk=online.pk, state=LessonOnline.State.LIVE, generation=online.generation
    )
    with transaction.atomic():
        moved = running.update(generation=F("generation") + 1)
        if moved:
            _record(seat)
    if moved:
        online.generation += 1
        rooms.create(online, window(online.lesson, online.school).closes)
        rooms.delete(old)


def _record(seat: Seat) -> None:
    audit.record(
        "lesson.moved",
        actor="system",
        object=f"lesson:{seat.online.lesson_id}",
        detail={"seat": seat.seat, "why": "came-back"},
        request=audit.Of(seat.online.school_id),
    )
