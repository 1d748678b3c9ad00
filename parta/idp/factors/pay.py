"""What a wrong second proof costs: rows, as for passwords, taken before anything is looked at."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest

from parta.idp.accounts import familiar, tries
from parta.idp.accounts.account import model
from parta.idp.accounts.rules import PERSON, Policy
from parta.idp.factors.rules import STRANGERS
from parta.kit.address import client_address, network

Purses = dict[str, Policy]


def for_totp(request: HttpRequest, account: UUID) -> Purses:
    """A browser that knows the person pays alone; strangers pay each and all together."""
    own = _own(request, account)
    if own:
        return {tries.key("totp", own): PERSON}
    return {
        _of_network("totp", request, account): PERSON,
        tries.key("totp", str(account)): STRANGERS,
    }


def for_recovery(request: HttpRequest, account: UUID) -> Purses:
    """The codes are too long to be guessed by many together, so nobody waits for others."""
    own = _own(request, account)
    return {
        tries.key("recovery", own) if own else _of_network("recovery", request, account): PERSON
    }


def take(purses: Purses, now: datetime) -> timedelta | None:
    """Pay one try from each, or from none and say how long to wait."""
    taken: list[str] = []
    for name, policy in purses.items():
        if wait := tries.pay(name, policy, now):
            give_back(taken, now)
            return wait
        taken.append(name)
    return None


def give_back(names: Iterable[str], now: datetime) -> None:
    for name in names:
        tries.give_back(name, now)


def clear(purses: Purses, now: datetime) -> None:
    """The proof was right: of what strangers share only this one try is given back."""
    for name, policy in purses.items():
        if policy is STRANGERS:
            tries.give_back(name, now)
        else:
            tries.forget(name)


def _own(request: HttpRequest, account: UUID) -> str | None:
    known = model()._default_manager.filter(pk=account).first()
    return familiar.purse(request, known)


def _of_network(kind: str, request: HttpRequest, account: UUID) -> str:
    return tries.key(kind, str(account), network(client_address(request)))
