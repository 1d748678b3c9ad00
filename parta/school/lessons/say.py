"""Saying something in the lesson's chat.  The row is the message; pages are told of it after."""

from uuid import UUID

from django.db import transaction

from parta.kit import clock
from parta.school.lessons import changes
from parta.school.lessons.inside import Inside, Refused, begin
from parta.school.lessons.models import Message
from parta.school.lessons.rules import WITHIN, plain, why_not_said


def say(who: Inside, key: UUID, text: str) -> Message:
    """The message of that key: a second try finds the first one's, whatever it says.

    Raises Refused.
    """
    text = plain(text)
    with transaction.atomic():
        who = begin(who)
        said = Message.objects.filter(seat=who.seat, key=key).first()
        return _with_author(said or _add(who, key, text), who)


def _add(who: Inside, key: UUID, text: str) -> Message:
    now = clock.now()
    lately = Message.objects.filter(seat=who.seat, said_at__gt=now - WITHIN).count()
    if why := why_not_said(text, lately):
        raise Refused(why)
    return Message.objects.create(
        online=who.online,
        seat=who.seat,
        number=changes.number(who.online),
        key=key,
        text=text,
        said_at=now,
    )


def _with_author(message: Message, who: Inside) -> Message:
    message.seat = who.seat
    return message
