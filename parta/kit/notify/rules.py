"""What becomes of a message, how long gateways rest, and what a message costs.

Pure.  The rule in prose: docs/run/messages.md.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

STEEPEST = 20  # doublings; beyond it any pause is past its bound
FIRST_REST, LONGEST_REST = timedelta(seconds=10), timedelta(minutes=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=10)
ONE_PART, OF_MANY = 70, 67
"""Letters in a message that is not ASCII (3GPP TS 23.038, UCS-2), and in a part of a longer one."""
ONE_ASCII_PART, OF_MANY_ASCII = 160, 153


class State(StrEnum):
    """Where a message is.  Stable: rows and commands key on them."""

    WAITING = "waiting"
    SENT = "sent"  # a gateway has taken it
    DELIVERED = "delivered"
    LOST = "lost"  # a gateway has taken it and says that it did not arrive
    WRONG_NUMBER = "wrong-number"
    EXPIRED = "expired"  # no gateway has taken it in time
    PRETENDED = "pretended"  # nothing was ever to go out


def rest(failures: int) -> timedelta:
    """How long a gateway is left alone after so many failures in a row."""
    return min(FIRST_REST * float(2 ** min(failures - 1, STEEPEST)), LONGEST_REST)


def next_try(attempts: int, now: datetime, deadline: datetime) -> datetime | None:
    """When a message that no gateway took is tried again; None when that would be too late."""
    pause = min(FIRST_PAUSE * float(2 ** min(attempts - 1, STEEPEST)), LONGEST_PAUSE)
    return now + pause if now + pause < deadline else None


def parts(text: str) -> int:
    """How many messages an SMS of `text` is paid as."""
    whole, part = (ONE_ASCII_PART, OF_MANY_ASCII) if text.isascii() else (ONE_PART, OF_MANY)
    units = len(text) if text.isascii() else len(text.encode("utf-16-be")) // 2
    return 1 if units <= whole else -(-units // part)


def exhausted(spent: Decimal, cap: Decimal | None) -> bool:
    """Whether the day's money is gone; without a cap it never is."""
    return cap is not None and spent >= cap
