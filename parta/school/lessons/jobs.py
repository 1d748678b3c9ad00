"""What the worker does for lessons: rooms that come back, doors that close, heads counted."""

import logging
from contextlib import suppress
from datetime import timedelta

from parta.kit.jobs import every
from parta.school.lessons import end, livekit, obey, presence, rooms

log = logging.getLogger(__name__)


@every(timedelta(seconds=1))
def keep_rooms_open() -> None:
    """A media server that was restarted has forgotten its rooms: make them again at once."""
    with suppress(livekit.Unavailable):  # reconcile() says so, less often
        rooms.keep_open()


@every(timedelta(seconds=1))
def keep_rooms_obedient() -> None:
    """Who was sent out stays out, who was silenced stays silent, whatever has failed."""
    with suppress(livekit.Unavailable):
        obey.catch_up()


@every(timedelta(seconds=15))
def end_overdue_lessons() -> None:
    end.end_overdue()


@every(timedelta(seconds=15))
def reconcile() -> None:
    """Mend what lost reports and failed calls have left."""
    presence.count_heads()
    try:
        rooms.sweep()
    except livekit.Unavailable as error:
        log.warning("The media server does not answer: %s.", error)
