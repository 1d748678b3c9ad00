"""Messages to people: a code by SMS, a letter.

The only channel so far is a file, for a demo on one machine: see outbox.py.
"""

from typing import Literal

from django.db import transaction

Channel = Literal["sms", "email"]


def send(channel: Channel, to: str, text: str, code: str | None = None) -> None:
    """Send `text` to the phone or address `to` when the caller's transaction has committed.

    `code` is the code that `text` holds, if any, for those who show messages.
    Delivery is a task of the worker: nothing here waits for a gateway.
    """
    from parta.kit.notify.delivery import deliver

    with transaction.atomic():
        deliver.enqueue(channel, to, text, code)
