"""What became of messages that gateways have taken: asked for, by the worker."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from parta.kit import clock
from parta.kit.notify.gateway import Fault, Gateway, Pending, Receipt
from parta.kit.notify.models import Message
from parta.kit.notify.rules import State

ASKED_FOR = timedelta(days=1)
AT_A_TIME = 50
log = logging.getLogger("parta.kit.notify")


def collect() -> None:
    for gateway in _reporting():
        pending = list(_under_way(gateway))
        if pending:
            _ask(gateway, pending)


def _reporting() -> Iterable[Gateway]:
    gateways = (gateway for each in settings.NOTIFY.gateways.values() for gateway in each)
    return {gateway.name: gateway for gateway in gateways if gateway.reports}.values()


def _under_way(gateway: Gateway) -> Iterable[Message]:
    since = clock.now() - ASKED_FOR
    sent = Message.objects.filter(state=State.SENT, gateway=gateway.name, sent_at__gt=since)
    return sent.order_by(F("asked_at").asc(nulls_first=True))[:AT_A_TIME]


def _ask(gateway: Gateway, pending: list[Message]) -> None:
    asked = [Pending(message.reference, message.to) for message in pending]
    try:
        found = list(gateway.receipts(asked))
    except Fault as fault:
        log.warning("%s tells nothing of receipts: %s", gateway.name, fault)
        found = []
    except Exception as error:  # one gateway's mistake must not stop the others
        log.error("%s can't be asked for receipts: %s", gateway.name, type(error).__name__)
        found = []
    with transaction.atomic():
        keys = [message.pk for message in pending]
        Message.objects.filter(pk__in=keys).update(asked_at=clock.now())
        for receipt in found:
            _note(gateway, receipt)


def _note(gateway: Gateway, receipt: Receipt) -> None:
    told: dict[str, Any] = {"state": receipt.state, "to": ""}
    if receipt.cost is not None:
        told["cost"] = receipt.cost
    Message.objects.filter(
        gateway=gateway.name, reference=receipt.reference, state=State.SENT
    ).update(**told)
