"""One try to sign in with an identifier and a password.

Known and unknown people get the same answer after the same work; that an account
is shut learns only who knows its password.  The try is
paid for before the password is looked at (tries.py), so parallel guesses gain
nothing.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil

from django.http import HttpRequest

from parta.idp.accounts import familiar, hashing, passwords, tries
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.identifiers import read
from parta.idp.accounts.network import subscriber
from parta.idp.accounts.rules import ADDRESS, PERSON
from parta.kit import clock
from parta.kit.address import client_address, network


class Why(StrEnum):
    """Reasons a person is not let in.  Stable: pages and tests key on them."""

    WRONG = "wrong-password"
    SHUT = "shut"  # by the operator; the password was right
    WAIT = "too-many-tries"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why
    retry_after: timedelta = timedelta()

    @property
    def seconds(self) -> int:
        """The wait in whole seconds, never too short."""
        return ceil(self.retry_after.total_seconds())

    @property
    def minutes(self) -> int:
        return ceil(self.seconds / 60)


def attempt(request: HttpRequest, typed: str, password: str) -> Account | Refusal:
    """The person who signs in, or why nobody does."""
    meant = read(typed)
    account = model().known(meant)
    purse, shared = _purses(request, meant[0].value if meant else typed, account)
    now = clock.now()
    if wait := (shared and tries.standing(shared, now)) or tries.pay(purse, PERSON, now):
        return Refusal(Why.WAIT, wait)
    try:
        right = hashing.matches(password, account.password if account else None)
    except hashing.Busy:
        tries.give_back(purse, now)
        return Refusal(Why.BUSY, hashing.RETRY_AFTER)
    if account and right and not account.is_active:
        return Refusal(Why.SHUT)
    if account and right:
        tries.forget(purse)
        _renew(account, password)
        return account
    if shared:
        tries.pay(shared, ADDRESS, now)
    return Refusal(Why.WRONG)


def _renew(account: Account, password: str) -> None:
    """Keep the password at the cost that is set now; while every core hashes, the next time."""
    if hashing.outdated(account.password):
        with suppress(hashing.Busy):
            passwords.renew(account, password)


def _purses(request: HttpRequest, said: str, account: Account | None) -> tuple[str, str | None]:
    """What pays for this try, and what the whole address pays for a wrong one."""
    if own := familiar.purse(request, account):
        return tries.key("browser", own), None
    address = client_address(request)
    purse = tries.key("person", said.strip().lower(), network(address))
    return purse, tries.key("address", subscriber(address))
