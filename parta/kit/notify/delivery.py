"""Delivery, in the worker: each message to the first gateway that takes it.

Gateways are asked outside of any transaction.  A worker that dies between a
gateway's answer and our row sends the message once more.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from parta.kit import clock
from parta.kit.notify.fall_over import Outcome, first_that_takes
from parta.kit.notify.gateway import Accepted, Gateway, Sending, WrongNumber
from parta.kit.notify.models import Letter, Message
from parta.kit.notify.rules import State, next_try
from parta.kit.notify.waiting import called
from parta.kit.ui.doors import door

AT_ONCE = 8
"""Messages handed over side by side: gateways answer slowly, and a class asks within a minute."""
log = logging.getLogger("parta.kit.notify")


@task()
def deliver(key: str) -> None:
    """Hand over the message, and beside it others that are due."""
    now = clock.now()
    letters = [letter for letter in _due(UUID(key), now) if not _too_late(letter, now)]
    with ThreadPoolExecutor(max(len(letters), 1)) as pool:
        outcomes = list(pool.map(_hand_over, letters)) if letters[1:] else map(_hand_over, letters)
    for letter, outcome in zip(letters, outcomes, strict=True):
        _note(letter, outcome, now)


def _due(key: UUID, now: datetime) -> list[Letter]:
    waiting = Letter.objects.select_related("message")
    own = waiting.filter(pk=key).first()
    if own is None:  # it has gone beside another one
        return []
    if not any(gateway.remote for gateway in _gateways(own)):
        return [own]  # in the order in which they came
    others = waiting.filter(message__channel=own.message.channel, due_at__lte=now).exclude(pk=key)
    return [own, *others.order_by("due_at")[: AT_ONCE - 1]]


def _too_late(letter: Letter, now: datetime) -> bool:
    if letter.message.state == State.PRETENDED:
        _settle(letter, state=State.PRETENDED, to="")
        return True
    if now >= letter.message.deadline:
        _settle(letter, state=State.EXPIRED, to="", cost=Decimal())
        return True
    return False


def _hand_over(letter: Letter) -> Outcome:
    """Touches no table: it may run in a thread without a connection."""
    message = letter.message
    sending = Sending(
        channel=message.channel,
        to=message.to,
        text=letter.text,
        lives=message.deadline - clock.now(),
        code=letter.code,
        subject=letter.subject or door(settings.SITE).name,
    )
    return first_that_takes(_gateways(letter), sending)


def _gateways(letter: Letter) -> tuple[Gateway, ...]:
    found: tuple[Gateway, ...] = settings.NOTIFY.gateways[letter.message.channel]
    return found


def _note(letter: Letter, outcome: Outcome, now: datetime) -> None:
    gateway, answer = outcome
    if gateway is not None and isinstance(answer, Accepted):
        _sent(letter, gateway, answer, now)
    elif gateway is not None and isinstance(answer, WrongNumber):
        log.info("Message %s: %s knows no such number", letter.pk, gateway.name)
        _settle(letter, state=State.WRONG_NUMBER, to="", cost=Decimal(), gateway=gateway.name)
    else:
        _later(letter, now)


def _sent(letter: Letter, gateway: Gateway, answer: Accepted, now: datetime) -> None:
    cost = letter.message.cost if answer.cost is None else answer.cost
    _settle(
        letter,
        state=State.SENT,
        to=letter.message.to if gateway.reports else "",
        gateway=gateway.name,
        reference=answer.reference[:80],
        cost=cost,
        sent_at=now,
    )
    if answer.code:
        called.send(Message, message=letter.pk, code=answer.code)


def _later(letter: Letter, now: datetime) -> None:
    attempts = letter.message.attempts + 1
    due = next_try(attempts, now, letter.message.deadline)
    if due is None:
        log.warning("Message %s was given up: no gateway took it in time", letter.pk)
        return _settle(letter, state=State.EXPIRED, to="", cost=Decimal(), attempts=attempts)
    with transaction.atomic():
        Message.objects.filter(pk=letter.pk).update(attempts=attempts)
        Letter.objects.filter(pk=letter.pk).update(due_at=due)
        # The queue's rows carry real time, without the product's offset.
        deliver.using(run_after=timezone.now() + (due - now)).enqueue(str(letter.pk))
    return None


def _settle(letter: Letter, **columns: Any) -> None:
    """The words are gone with this."""
    with transaction.atomic():
        Message.objects.filter(pk=letter.pk).update(**columns)
        Letter.objects.filter(pk=letter.pk).delete()
