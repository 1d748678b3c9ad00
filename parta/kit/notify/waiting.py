"""Messages that wait, as rows: their words stand there until a gateway has them."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal

from parta.kit import clock
from parta.kit.notify import Channel, Words
from parta.kit.notify.models import Letter, Message
from parta.kit.notify.rules import State, parts
from parta.kit.notify.settings import NotifySettings

called = Signal()
"""A call has been made: `message` (its key) and `code` (what it tells)."""


def put(channel: Channel, to: str, words: Words, lives: timedelta, *, real: bool = True) -> UUID:
    """A row for the worker, inside the caller's transaction; unless `real` nothing goes out."""
    from parta.kit.notify.delivery import deliver

    now = clock.now()
    row = Message(
        channel=channel,
        to=to,
        state=State.WAITING if real else State.PRETENDED,
        cost=_price(channel, words.text) if real else Decimal(),
        made_at=now,
        deadline=now + lives,
    )
    letter = Letter(
        message=row, text=words.text, code=words.code, subject=words.subject, due_at=now
    )
    with transaction.atomic():
        row.save(force_insert=True)
        letter.save(force_insert=True)
        deliver.enqueue(str(row.pk))
    return row.pk


def _price(channel: Channel, text: str) -> Decimal:
    """What it may cost, so that a cap on money holds before any gateway has answered."""
    found: NotifySettings = settings.NOTIFY
    if channel == "email" or not any(each.remote for each in found.gateways[channel]):
        return Decimal()
    return found.price * (parts(text) if channel == "sms" else 1)
