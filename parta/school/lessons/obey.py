"""Keeps the media server in step with what the teacher decides about a seat.

The row says who is removed and whose microphone is closed; `behind` that the media
server has yet to follow.  What fails is repeated by the worker each second.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Final

from django.db import transaction

from parta.school.lessons import livekit, move
from parta.school.lessons.models import LessonOnline, Seat
from parta.school.lessons.seats import guest_of

log = logging.getLogger(__name__)

WITH_ALL: Final = ("online__lesson", "online__school", "person")


def carry_out(seat: Seat) -> None:
    """Have the media server follow the row as it is now; what fails, catch_up() repeats."""
    try:
        _follow(seat.pk)
    except livekit.Unavailable as error:
        log.warning("The media server has yet to follow seat %s: %s.", seat.seat, error)


def catch_up() -> None:
    """Repeat what has failed, and send out who came back.

    What fails holds up nothing else.  Raises livekit.Unavailable.
    """
    failed: list[livekit.Unavailable] = []
    for work in _due():
        try:
            work()
        except livekit.Unavailable as error:
            failed.append(error)
    if failed:
        raise failed[0]


def came_in(seat: Seat, room: str) -> None:
    """Somebody has connected, by a token that may be older than the teacher's last word.

    A room that was deleted while they were on their way in is there again: it goes once more.
    """
    online = seat.online
    try:
        if room != online.room_name or online.state != LessonOnline.State.LIVE:
            livekit.delete_room(room)
        elif seat.removed_at:
            turn_away(seat, room)
        elif seat.microphone_closed_at:
            livekit.permit(guest_of(seat))
    except livekit.Unavailable as error:
        log.warning("Seat %s has come in against the teacher's word: %s.", seat.seat, error)


def turn_away(seat: Seat, room: str) -> None:
    """Send out a removed seat that is in the room.  Raises livekit.Unavailable.

    Who was out already has come back with a kept token, and may again for as long as
    the media server renews it: the class moves to a new room, to which there is none.
    """
    came_back = not seat.behind
    if livekit.remove_participant(room, seat.seat) and came_back:
        move.away_from(seat)


def _due() -> list[Callable[[], None]]:
    live = Seat.objects.filter(online__state=LessonOnline.State.LIVE)
    behind = live.filter(behind=True).values_list("pk", flat=True)
    removed: dict[str, list[Seat]] = {}
    for seat in live.filter(removed_at__isnull=False).select_related(*WITH_ALL):
        removed.setdefault(seat.online.room_name, []).append(seat)
    return [
        *(partial(_follow, pk) for pk in behind),
        *(partial(_keep_out, room, seats) for room, seats in removed.items()),
    ]


def _keep_out(room: str, removed: list[Seat]) -> None:
    here = {each.seat for each in livekit.list_participants(room)}
    for seat in removed:
        if seat.seat in here:
            turn_away(seat, room)


def _follow(pk: int) -> None:
    """Two at once end in step: who was overtaken while they called repeats the call."""
    while seat := Seat.objects.filter(pk=pk, behind=True).select_related(*WITH_ALL).first():
        if seat.removed_at:
            livekit.remove_participant(seat.online.room_name, seat.seat)
        else:
            livekit.permit(guest_of(seat))
        with transaction.atomic():
            as_told = Seat.objects.filter(
                pk=pk, removed_at=seat.removed_at, microphone_closed_at=seat.microphone_closed_at
            )
            if not as_told.update(behind=False):
                Seat.objects.filter(pk=pk).update(behind=True)
