"""What the teacher decides about one pupil of the lesson: in or out, microphone open or closed.

The row first, under the lock that entries wait for too; then the media server follows.
"""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest

from parta import audit, live
from parta.kit import clock
from parta.school.lessons import changes, obey
from parta.school.lessons.hand import lower
from parta.school.lessons.inside import Inside, Refused, begin
from parta.school.lessons.models import Seat
from parta.school.lessons.rules import Why

Decide = Callable[[Seat], str]
"""Changes the seat and names the deed; "" where it is so already."""


def remove(who: Inside, name: str, request: HttpRequest) -> None:
    """Send the pupil out; only let_in() opens the door to them again.  Raises Refused."""
    _decided(who, name, _out, request)


def let_in(who: Inside, name: str, request: HttpRequest) -> None:
    _decided(who, name, _in, request)


def microphone(who: Inside, name: str, request: HttpRequest, *, open_: bool) -> None:
    """Close it for as long as the teacher wants; opening it gives the word, and the hand goes down.

    Raises Refused.
    """
    _decided(who, name, _open if open_ else _close, request)


def _decided(who: Inside, name: str, decide: Decide, request: HttpRequest) -> None:
    if not who.leads:
        with transaction.atomic():
            _record("lesson.tool-refused", who, name, request)
        raise Refused(Why.NOT_THE_TEACHER)
    with transaction.atomic():
        who = begin(who)
        seat = _pupil(who, name)
        if deed := decide(seat):
            seat.behind = True
            seat.save(update_fields=["removed_at", "microphone_closed_at", "behind"])
            changes.number(who.online)
            _record(deed, who, name, request)
    if deed:
        obey.carry_out(seat)


def _out(seat: Seat) -> str:
    if seat.removed_at:
        return ""
    seat.removed_at = clock.now()
    lower(seat)
    live.kick(str(seat.person.uid), None)  # pages that may hear what they hear come back
    return "lesson.removed"


def _in(seat: Seat) -> str:
    if not seat.removed_at:
        return ""
    seat.removed_at = None
    return "lesson.let-in"


def _close(seat: Seat) -> str:
    if seat.microphone_closed_at:
        return ""
    seat.microphone_closed_at = clock.now()
    return "lesson.microphone-closed"


def _open(seat: Seat) -> str:
    lowered = lower(seat)
    if not seat.microphone_closed_at:
        return "lesson.gave-word" if lowered else ""
    seat.microphone_closed_at = None
    return "lesson.microphone-opened"


def _pupil(who: Inside, name: str) -> Seat:
    seats = Seat.objects.filter(online=who.online, leads=False, seat=name)
    seat = seats.select_related("person").first()
    if seat is None:
        raise Refused(Why.NO_SUCH_SEAT)
    seat.online = who.online
    return seat


def _record(action: str, who: Inside, name: str, request: HttpRequest) -> None:
    audit.record(
        action,
        actor=f"person:{who.at.caller.person.uid}",
        object=f"lesson:{who.at.lesson.pk}",
        detail={"seat": name},
        request=request,
    )
