"""Keeps the media server's rooms as the lessons want them.

The rows are the truth.  Every function here compares them with the media server
and mends the difference, so each may fail, be repeated, or run twice at once.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import QuerySet

from parta.kit import clock
from parta.school.lessons import livekit
from parta.school.lessons.access import window
from parta.school.lessons.models import LessonOnline

log = logging.getLogger(__name__)

ROOM_OUTLIVES = timedelta(minutes=1)
"""An empty room waits for its class until the door closes, and a little longer."""

SWEPT_FOR = timedelta(hours=1)
"""How long after a lesson's end its room is looked for, should deleting it have failed."""


def create(online: LessonOnline, closes: datetime) -> bool:
    """Have the media server open the room; False where there is none to enter (yet).

    A lesson that was ended or moved on meanwhile may have had its room deleted before
    this made it: the row, read afterwards, says so, and the room goes again.
    """
    try:
        livekit.create_room(online.room_name, closes - clock.now() + ROOM_OUTLIVES)
    except livekit.Unavailable as error:
        log.warning("No media room for lesson %s yet: %s.", online.lesson_id, error)
        return False
    if live().filter(pk=online.pk, generation=online.generation).exists():
        return True
    delete(online.room_name)
    return False


def delete(room: str) -> None:
    """Send everybody out now; what fails, sweep() repeats."""
    try:
        livekit.delete_room(room)
    except livekit.Unavailable as error:
        log.warning("Media room %s stays for now: %s.", room, error)


def send_out(room: str, seat: str) -> None:
    """Disconnect a seat now.  A client that holds a token still may come back and be sent again."""
    try:
        livekit.remove_participant(room, seat)
    except livekit.Unavailable as error:
        log.warning("Seat %s is still in its room: %s.", seat, error)


def entered() -> QuerySet[LessonOnline]:
    """Rooms that are or were live, each with what its end needs."""
    rooms = LessonOnline.objects.exclude(state=LessonOnline.State.PLANNED)
    return rooms.select_related("lesson__staff__person", "school")


def live() -> QuerySet[LessonOnline]:
    return entered().filter(state=LessonOnline.State.LIVE)


def keep_open() -> None:
    """Create each live lesson's room that the media server lacks: it has been restarted.

    Raises livekit.Unavailable.
    """
    wanted = {online.room_name: online for online in live()}
    if not wanted:
        return
    for name in wanted.keys() - livekit.existing_rooms(wanted):
        online = wanted[name]
        create(online, window(online.lesson, online.school).closes)


def sweep() -> None:
    """Delete rooms that have outlived their lessons, or that their classes have left.

    Raises livekit.Unavailable.
    """
    names = _given_up()
    for name in livekit.existing_rooms(names) if names else ():
        livekit.delete_room(name)


def _given_up() -> set[str]:
    lately = clock.now() - SWEPT_FOR
    ended = LessonOnline.objects.filter(state=LessonOnline.State.ENDED, ended_at__gt=lately)
    moved = LessonOnline.objects.filter(generation__gt=1, lesson__ends_at__gt=lately)
    return {online.room_name for online in ended} | {
        online.room_of(before) for online in moved for before in range(1, online.generation)
    }
