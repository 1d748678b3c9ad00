"""A pupil's hand: up, in the order raised, and down again."""

from django.db import transaction

from parta.kit import clock
from parta.school.lessons import changes
from parta.school.lessons.inside import Inside, Refused, begin
from parta.school.lessons.models import Hand, Seat
from parta.school.lessons.rules import AT_ONCE, Why, moves_counted


def hold(who: Inside, *, up: bool) -> None:
    """Raise or lower the hand; what is so already stays as it is, and keeps its place.

    Raises Refused: a teacher has nobody to ask, and every move is told to all pages.
    """
    if who.leads:
        raise Refused(Why.NO_SUCH_SEAT)
    with transaction.atomic():
        who = begin(who)
        if up != Hand.objects.filter(seat=who.seat).exists():
            _count(who.seat)
            number = changes.number(who.online)
            if up:
                Hand.objects.create(seat=who.seat, number=number, since=clock.now())
            else:
                lower(who.seat)


def _count(seat: Seat) -> None:
    moves, since = moves_counted(seat.hand_moves, seat.hand_moves_since, clock.now())
    if moves > AT_ONCE:
        raise Refused(Why.TOO_FAST)
    seat.hand_moves, seat.hand_moves_since = moves, since
    seat.save(update_fields=["hand_moves", "hand_moves_since"])


def lower(seat: Seat) -> bool:
    """Whether it was up; the caller counts the change."""
    down, _ = Hand.objects.filter(seat=seat).delete()
    return bool(down)
