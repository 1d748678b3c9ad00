"""What a one-time code is worth, and how many may be sent.

Pure.  The rule in prose: docs/rules/codes.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CODE_LIVES = timedelta(minutes=10)
RESEND_AFTER = timedelta(seconds=120)
TRIES = 3
DIGITS = 6
SMS_LETTERS = 70
"""One part of a message that is not ASCII (3GPP TS 23.038, UCS-2)."""


class Purpose(StrEnum):
    """What a code opens.  A code of one purpose is nothing to another."""

    REGISTER = "register"
    RECOVER = "recover"
    SIGN_IN = "sign-in"
    CONTACT = "contact"
    FAMILY = "family"
    REGAIN = "regain"
    FAMILY = "family"


class Why(StrEnum):
    """Reasons a code is not sent or not taken.  Stable: pages and tests key on them."""

    UNREADABLE = "unreadable-code"
    WRONG = "wrong-code"
    SPENT = "tries-spent"
    EXPIRED = "code-expired"
    USED = "code-used"
    NONE = "no-code-asked"
    TOO_SOON = "too-soon"
    TOO_MANY = "too-many-codes"
    CROWD = "too-many-from-here"
    NO_COUNTRY = "country-not-served"


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why
    retry_after: timedelta = timedelta()
    tries_left: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` codes in each `per` that begins with a code."""

    most: int
    per: timedelta
    why: Why


@dataclass(frozen=True, slots=True)
class Count:
    """How many codes were sent since `since`."""

    since: datetime
    sent: int


def waiting(count: Count, limit: Limit, now: datetime) -> timedelta | None:
    """How long the next code has to wait, or None when it may go now."""
    rest = count.since + limit.per - now
    full = count.sent >= limit.most and rest > timedelta()
    return rest if full else None


def after(count: Count, limit: Limit, now: datetime) -> Count:
    """The count once one more code has gone at `now`."""
    over = now >= count.since + limit.per
    return Count(now, 1) if over else Count(count.since, count.sent + 1)


def refused(counts: Mapping[Limit, Count], now: datetime) -> Refusal | None:
    """The limit that makes one wait longest, or None when a code may go."""
    waits = {limit: waiting(count, limit, now) for limit, count in counts.items()}
    longest = max(waits, key=lambda limit: waits[limit] or timedelta(), default=None)
    wait = waits.get(longest) if longest else None
    return Refusal(longest.why, wait) if longest and wait else None


def read(typed: str) -> str | None:
    """The six digits of a code as people type it ("407 112"), or None."""
    digits = re.sub(r"[\s-]", "", typed)
    return digits if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) else None


def served(phone: str, countries: tuple[str, ...]) -> bool:
    """Whether codes go to the number (E.164); `countries` are its beginnings, such as "+7"."""
    return phone.startswith(countries)


def prefix(phone: str) -> str:
    """What ten thousand numbers share: a thief of SMS money goes through them in a row."""
    return phone[:-4]


def shortest(texts: tuple[str, ...], room: int = SMS_LETTERS) -> str:
    """The first of `texts` that has room, else the last; `texts` go from the longest."""
    return next((text for text in texts if len(text) <= room), texts[-1])
