"""When a second proof is due, and what a proof is worth.

Pure.  The rule in prose: docs/rules/factors.md.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import pyotp

from parta.idp.accounts.rules import Policy

STEP = timedelta(seconds=30)
DRIFT = 1  # steps that the two clocks may be apart
TOTP_DIGITS = 6

STRANGERS = Policy(30, timedelta(minutes=1), timedelta(hours=1), timedelta(days=1))
"""One-time passwords typed for one account by all browsers that do not know the person
together: many networks must not guess faster than one.  The person's own browser, a passkey and
a recovery code never wait for it."""

CODES = 10
LEFT_FEW = 3
HINT_LETTERS, CODE_LETTERS = 2, 12
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else


class Due(StrEnum):
    """What follows a first proof."""

    NOTHING = "nothing"
    SECOND = "second"


class Why(StrEnum):
    """Reasons a proof is not taken.  Stable: pages and tests key on them."""

    WRONG = "wrong-code"
    UNREADABLE = "unreadable-code"
    USED = "code-used"
    WAIT = "too-many-tries"
    BUSY = "busy"
    EXPIRED = "request-expired"
    UNTRUSTED = "passkey-untrusted"
    UNKNOWN = "passkey-unknown"
    COPIED = "passkey-copied"
    KNOWN = "passkey-known"
    FULL = "too-many-passkeys"
    LAST = "last-factor"


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why
    retry_after: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account can prove itself with, besides its first proof."""

    totp: bool = False
    passkeys: int = 0
    required: bool = False
    """The site asks for a second factor, whether one is set up or not."""

    @property
    def has_second(self) -> bool:
        """Passkeys alone are a way to sign in beside the password, not a demand on top of it."""
        return self.totp or (self.required and self.passkeys > 0)


def due(amr: tuple[str, ...], standing: Standing) -> Due:
    """What follows a first proof made in the ways `amr`.

    Who must have a second factor and has none yet comes in, and finds closed what
    asks for it.
    """
    if strong(amr) or not standing.has_second:
        return Due.NOTHING
    return Due.SECOND


def strong(amr: tuple[str, ...]) -> bool:
    """Whether two proofs have been seen.

    A passkey that has checked its holder is two in one: the device, and finger,
    face or PIN.  A code by SMS beside a password does not count as a second.
    """
    return "mfa" in amr


def may_remove(standing: Standing, *, totp: bool = False) -> bool:
    """Whether a passkey, or the `totp`, can go: of a demanded second factor one has to stay."""
    left = standing.passkeys if totp else standing.passkeys - 1 + standing.totp
    return not standing.required or left > 0


def step_of(moment: datetime) -> int:
    return int(moment.timestamp() // STEP.total_seconds())


def fitting_step(secret: str, digits: str, now: datetime) -> int | None:
    """The step whose one-time password `digits` are, or None.  Each step is compared."""
    here, found = step_of(now), None
    for step in range(here - DRIFT, here + DRIFT + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step), digits):
            found = step
    return found


def counter_fits(kept: int, told: int) -> bool:
    """Whether a passkey's counter has moved on; many passkeys have none and tell 0 for ever."""
    return told > kept or (told == 0 and kept == 0)


def read_code(typed: str) -> str | None:
    """The letters of a recovery code as people type it, or None."""
    letters = "".join(typed.split()).replace("-", "").lower()
    known = len(letters) == CODE_LETTERS and set(letters) <= set(ALPHABET)
    return letters if known else None


def spelt(code: str) -> str:
    """In groups of four, as it is shown."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
