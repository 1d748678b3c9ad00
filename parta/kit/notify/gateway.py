"""What a gateway is: one file takes one message, and tells later what became of it.

A gateway knows no tables, queues or retries.  Its words go into logs: they hold
no secret, no number and no text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar, Protocol

from parta.kit.notify.rules import State


class Fault(Exception):
    """Why a gateway did not take a message."""


class WrongNumber(Fault):
    """Nobody can be reached there: no other gateway is asked."""


class Declined(Fault):
    """It does not take this message; another gateway may."""


class Down(Fault):
    """It takes nothing now: it does not answer, has no money, or doesn't know us."""


@dataclass(frozen=True, slots=True)
class Sending:
    channel: str  # Channel
    to: str  # E.164, or an e-mail address
    text: str
    lives: timedelta  # afterwards it is worth nothing
    code: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    reference: str = ""  # the gateway's own name of the message
    cost: Decimal | None = None  # roubles; None where it does not say
    code: str = ""  # the code that a call gives


@dataclass(frozen=True, slots=True)
class Pending:
    reference: str
    to: str


@dataclass(frozen=True, slots=True)
class Receipt:
    reference: str
    state: State  # DELIVERED or LOST
    cost: Decimal | None = None


class Gateway(Protocol):
    name: ClassVar[str]
    remote: ClassVar[bool]  # talks to another machine, and costs money
    reports: ClassVar[bool]  # has receipts

    def send(self, sending: Sending) -> Accepted:
        """Raises Fault.  Returns within about ten seconds."""

    def receipts(self, pending: Sequence[Pending]) -> Iterable[Receipt]:
        """What is known of those messages, and what came about others; nothing of those under way.

        Raises Fault.
        """
