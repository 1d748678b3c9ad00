"""What somebody inside sees of the talk: messages, hands, closed microphones, who is out.

The JSON's shape is RoomState of web/lesson-room/src/contract.ts.
"""

from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import Q

from parta.school.lessons.inside import Inside
from parta.school.lessons.models import Message, Seat
from parta.school.lessons.seats import role_of, shown_name

NEWEST: Final = 100  # messages in one answer
NOTHING: Final = {
    "number": 0,
    "messages": [],
    "more": False,
    "hands": [],
    "microphones": {"closed": []},
    "removed": [],
}


def state(who: Inside, after: int) -> dict[str, Any]:
    """Everything as it is now; of the messages those after that number."""
    number = who.online.changes
    if not number:
        return NOTHING
    between = Message.objects.filter(online=who.online, number__gt=after, number__lte=number)
    newest = list(between.select_related("seat__person").order_by("-number")[: NEWEST + 1])
    marked = _marked(who)
    return {
        "number": number,
        "messages": [message(each, who) for each in reversed(newest[:NEWEST])],
        "more": len(newest) > NEWEST,
        "hands": [_named(seat) | {"since": iso(seat.hand.since)} for seat in _raised(marked)],
        "microphones": {"closed": [it.seat for it in marked if _closed(it, who)]},
        "removed": [_named(seat) for seat in marked if seat.removed_at and who.leads],
    }


def message(said: Message, reader: Inside) -> dict[str, Any]:
    """With `seat` and its person loaded."""
    return {
        "number": said.number,
        **_named(said.seat),
        "role": role_of(said.seat).value,
        "at": iso(said.said_at),
        "text": said.text,
        "mine": said.seat_id == reader.seat.pk,
    }


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _marked(who: Inside) -> list[Seat]:
    """The seats of which there is something to say, in the order of their first coming."""
    told = Q(hand__isnull=False) | Q(microphone_closed_at__isnull=False)
    seats = Seat.objects.filter(told | Q(removed_at__isnull=False), online=who.online)
    return list(seats.select_related("person", "hand").order_by("pk"))


def _raised(seats: list[Seat]) -> list[Seat]:
    return sorted((it for it in seats if hasattr(it, "hand")), key=lambda seat: seat.hand.number)


def _closed(seat: Seat, who: Inside) -> bool:
    return seat.microphone_closed_at is not None and (who.leads or seat.pk == who.seat.pk)


def _named(seat: Seat) -> dict[str, Any]:
    return {"seat": seat.seat, "name": shown_name(seat.person, role_of(seat))}
