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

    A lesson that was ended meanwhile may have had its room deleted before this
    made it: the row, read afterwards, says so, and the room goes again.
    """
    try:
        livekit.create_room(online.room_name, closes - clock.now() + ROOM_OUTLIVES)
    except livekit.Unavailable as error:
        log.warning("No media room for lesson %s yet: %s.", online.lesson_id, error)
        return False
    if live().filter(pk=online.pk).exists():
        return True
    delete(online)
    return False


def delete(online: LessonOnline) -> None:
    """Send everybody out now; what fails, sweep() repeats."""
    try:
        livekit.delete_room(online.room_name)
    except livekit.Unavailable as error:
        log.warning("The media room of lesson %s stays for now: %s.", online.lesson_id, error)


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
    """Delete rooms that have outlived their lessons.  Raises livekit.Unavailable."""
    ended = LessonOnline.objects.filter(
        state=LessonOnline.State.ENDED, ended_at__gt=clock.now() - SWEPT_FOR
    )
    names = {online.room_name for online in ended}
    for name in livekit.existing_rooms(names) if names else ():
        livekit.delete_room(name)
