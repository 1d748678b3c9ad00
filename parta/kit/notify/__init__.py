"""Messages to people: a code by SMS, by letter or by a call that is dropped.

Which gateways carry them, and in which order: settings.py.  How to add one:
CONTRIBUTING.md.  What is kept of a message: models.py, docs/run/messages.md.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

Channel = Literal["sms", "email", "call"]
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says; `code` is the code in its text, `subject` heads a letter."""

    text: str
    code: str = ""
    subject: str = ""


def send(channel: Channel, to: str, words: str | Words, *, lives: timedelta = A_DAY) -> UUID:
    """Send `words` to the phone or address `to` when the caller's transaction has committed.

    A "call" needs no words: the gateway chooses the code and tells it by `called`.
    After `lives` nothing is sent any more.  Delivery is a task of the worker:
    nothing here waits for a gateway.
    """
    from parta.kit.notify.waiting import put

    return put(channel, to, _said(words), lives)


def send_to(contact: str, words: str | Words) -> UUID:
    """As send(): a letter to an address, an SMS to a phone."""
    return send("email" if "@" in contact else "sms", contact, words)


def pretend(channel: Channel, to: str, words: str | Words, *, lives: timedelta = A_DAY) -> UUID:
    """The same work as send() here and now, and nothing goes out.

    So that who waits for the answer can't tell the two apart.
    """
    from parta.kit.notify.waiting import put

    return put(channel, to, _said(words), lives, real=False)


def _said(words: str | Words) -> Words:
    return Words(words) if isinstance(words, str) else words


def __getattr__(name: str) -> Any:
    """The settings import this package, and signals are Django's."""
    if name != "called":
        raise AttributeError(name)
    from parta.kit.notify.waiting import called

    return called
