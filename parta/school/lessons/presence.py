"""Who was in a lesson and when: stays, keyed by the media server's session id.

Reports come twice, late, in any order or never, so each fact may be told again:
a stay begins once, and the earliest end wins.  Times are the media server's.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import DateTimeField, Q, Value
from django.db.models.functions import Greatest

from parta.kit import clock
from parta.school.lessons import livekit, obey, rooms
from parta.school.lessons.models import LessonOnline, PresenceInterval, Seat
from parta.school.lessons.seats import seat_in

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stay:
    """One connection of one seat to one room, as the media server tells it."""

    room: str
    seat: str
    sid: str
    joined_at: datetime


def joined(stay: Stay) -> None:
    """Write the stay down.  What the teacher has decided of the seat holds at once."""
    seat = seat_in(stay.room, stay.seat)
    if seat is None:
        return
    with transaction.atomic():
        _begin(seat, stay)
    obey.came_in(seat, stay.room)


def left(stay: Stay, at: datetime) -> None:
    """Close the stay, whether or not its beginning was told."""
    seat = seat_in(stay.room, stay.seat)
    if seat is None:
        return
    with transaction.atomic():
        _begin(seat, stay)
        _close([stay.sid], at)


def count_heads() -> None:
    """Mend what lost reports left behind, by the media server's own lists.

    Known stays are read before the list is asked for: whoever comes in between
    is on the list alone, whoever leaves in between is closed twice.  A room
    without an answer holds up no other.
    """
    unanswered: list[livekit.Unavailable] = []
    for online in _inhabited():
        try:
            _count(online)
        except livekit.Unavailable as error:
            unanswered.append(error)
    if unanswered:
        log.warning("%d rooms do not say who is in: %s.", len(unanswered), unanswered[0])


def _count(online: LessonOnline) -> None:
    open_stays = PresenceInterval.objects.filter(seat__online=online, left_at=None)
    known = set(open_stays.values_list("sid", flat=True))
    here = livekit.list_participants(online.room_name)
    for each in here:
        if each.sid not in known:
            joined(Stay(online.room_name, each.seat, each.sid, each.joined_at))
    if gone := known - {each.sid for each in here}:
        with transaction.atomic():
            _close(gone, clock.now())


def _inhabited() -> list[LessonOnline]:
    """Live lessons, and others that somebody seems to be in."""
    unclosed = PresenceInterval.objects.filter(left_at=None).values("seat__online")
    others = LessonOnline.objects.filter(pk__in=unclosed).exclude(state=LessonOnline.State.LIVE)
    return [*rooms.live(), *others]


def _begin(seat: Seat, stay: Stay) -> None:
    PresenceInterval.objects.get_or_create(
        sid=stay.sid, defaults={"seat": seat, "joined_at": stay.joined_at}
    )


def _close(sids: Iterable[str], at: datetime) -> None:
    later = Q(left_at=None) | Q(left_at__gt=at)
    PresenceInterval.objects.filter(later, sid__in=sids).update(
        left_at=Greatest("joined_at", Value(at, DateTimeField()))
    )
