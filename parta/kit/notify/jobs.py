"""Receipts are asked for, and what no longer counts is thrown away."""

from datetime import timedelta

from django.db import transaction

from parta.kit import clock
from parta.kit.jobs import every
from parta.kit.notify import receipts
from parta.kit.notify.models import Message
from parta.kit.notify.rules import State

COUNTED = timedelta(days=400)
"""A year and a month, for who has to explain a bill."""


@every(timedelta(seconds=30))
def ask_for_receipts() -> None:
    receipts.collect()


@every(timedelta(hours=1))
def forget_numbers_and_old_messages() -> None:
    """Waiting messages keep theirs: delivery ends each by its deadline."""
    now = clock.now()
    settled = Message.objects.exclude(state=State.WAITING).exclude(to="")
    with transaction.atomic():
        settled.filter(made_at__lt=now - receipts.ASKED_FOR).update(to="")
        Message.objects.filter(made_at__lt=now - COUNTED).delete()
