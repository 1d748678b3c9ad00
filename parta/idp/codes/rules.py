"""What a one-time code is worth, and how many may be sent: one rule for all of its life.

Pure.  The rule in prose: docs/rules/codes.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CODE_LIVES = timedelta(minutes=10)
RESEND_AFTER, LONGEST_WAIT = timedelta(seconds=120), timedelta(minutes=30)
TRIES = 3
DIGITS = 6
STEEPEST = 20  # doublings; beyond it any wait is past its bound
DAY = timedelta(days=1)
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
    NO_MORE_TODAY = "no-more-today"
    NO_COUNTRY = "country-not-served"


class By(StrEnum):
    """How a code comes."""

    SMS = "sms"
    EMAIL = "email"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why
    retry_after: timedelta = timedelta()
    tries_left: int = 0


@dataclass(frozen=True, slots=True)
class Life:
    """What is kept of a code that was sent."""

    expires_at: datetime
    resend_at: datetime
    tries: int  # paid for, right or wrong
    used: bool

    @property
    def tries_left(self) -> int:
        return max(TRIES - self.tries, 0)


def sent(now: datetime, wait: timedelta) -> Life:
    """A code's life begins; the next one has to wait."""
    return Life(now + CODE_LIVES, now + wait, 0, used=False)


def no_try(life: Life, now: datetime) -> Why | None:
    """Why a code can't be tried any more, right or wrong; None when it can."""
    if life.used:
        return Why.USED
    if life.expires_at <= now:
        return Why.EXPIRED
    return None if life.tries_left else Why.SPENT


def no_resend(life: Life, now: datetime) -> Refusal | None:
    """Why no other code is sent for the same page; None when one may be.

    One that has expired, or whose tries are spent, may be followed as any other.
    """
    if life.used:
        return Refusal(Why.NONE)
    left = life.resend_at - now
    return Refusal(Why.TOO_SOON, left, life.tries_left) if left > timedelta() else None


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` codes in each `per` that begins with a code.

    With `paced`, codes must also keep apart: RESEND_AFTER after the first one, twice
    as long after each next one, LONGEST_WAIT at most.
    """

    most: int
    per: timedelta
    why: Why
    paced: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many codes were sent since `since`, the last one at `last_at`."""

    since: datetime
    sent: int
    last_at: datetime


def wait_after(codes: int) -> timedelta:
    """How long the next code has to wait after so many."""
    return min(RESEND_AFTER * float(2 ** min(codes - 1, STEEPEST)), LONGEST_WAIT)


def waiting(count: Count, limit: Limit, now: datetime) -> Refusal | None:
    """Why the next code has to wait, or None when it may go now."""
    rest = count.since + limit.per - now
    if not count.sent or rest <= timedelta():
        return None
    if count.sent >= limit.most:
        return Refusal(limit.why, rest)
    pause = count.last_at + wait_after(count.sent) - now
    return Refusal(Why.TOO_SOON, pause) if limit.paced and pause > timedelta() else None


def after(count: Count, limit: Limit, now: datetime) -> Count:
    """The count once one more code has gone at `now`."""
    over = now >= count.since + limit.per
    return Count(now, 1, now) if over else Count(count.since, count.sent + 1, now)


def refused(
    counts: Mapping[str, Count], limits: Mapping[str, Limit], now: datetime
) -> Refusal | None:
    """The limit that makes one wait longest, or None when a code may go."""
    waits = [wait for name, count in counts.items() if (wait := waiting(count, limits[name], now))]
    return max(waits, key=lambda wait: wait.retry_after, default=None)


def for_strangers(most: int, known: bool) -> int:
    """What is left of a limit to who is not known: the last fifth is kept for who is.

    Else whoever burns all of it, for numbers picked at random, shuts everybody out.
    """
    return most if known else most - most // 5


def comes_by(phone: bool, calls: bool, texts: bool, before: int) -> By:
    """How the next code comes, after `before` others: the first by call, if calls can be made."""
    if not phone:
        return By.EMAIL
    return By.CALL if calls and not (before and texts) else By.SMS


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
