"""Paying for codes that are sent, in rows: holds with any number of workers."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from parta.idp.accounts import familiar
from parta.idp.accounts.account import model
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.accounts.network import subscriber
from parta.idp.codes.models import Sent
from parta.idp.codes.rules import (
    RESEND_AFTER,
    Count,
    Limit,
    Refusal,
    Why,
    after,
    prefix,
    refused,
    served,
)
from parta.idp.codes.settings import CodeSettings
from parta.kit.address import client_address

DAY = timedelta(days=1)
PACE = Limit(1, RESEND_AFTER, Why.TOO_SOON)
A_DAY = Limit(10, DAY, Why.TOO_MANY)
LONGEST = DAY
"""A count older than this counts nothing."""


def pay(request: HttpRequest, to: Identifier, now: datetime) -> Refusal | None:
    """Take the right to send one code, or say why not; inside the caller's transaction.

    Callers for the same number queue on its row, so each right is given once.
    When one limit refuses, the others are not charged.
    """
    if to.kind is Kind.PHONE and not served(to.value, _set().countries):
        return Refusal(Why.NO_COUNTRY)
    limits = _limits(request, to)
    counts = {name: _locked(name, now) for name in sorted(limits)}
    wait = refused({limits[name]: count for name, count in counts.items()}, now)
    if wait is None:
        for name, count in counts.items():
            paid = after(count, limits[name], now)
            Sent.objects.filter(key=name).update(since=paid.since, sent=paid.sent)
    return wait


def _limits(request: HttpRequest, to: Identifier) -> Mapping[str, Limit]:
    """Names of the rows that pay for a code.

    A browser in which the person has signed in before pays from its own purse: a
    stranger who asks for somebody's codes stops the strangers, not the person.
    """
    own = familiar.purse(request, model().find([to])) or "stranger"
    limits = {
        _key("pace", to.value, own): PACE,
        _key("day", to.value, own): A_DAY,
        _key("address", subscriber(client_address(request))): Limit(
            _set().per_address, timedelta(minutes=1), Why.CROWD
        ),
    }
    if to.kind is Kind.PHONE:
        limits[_key("prefix", prefix(to.value))] = Limit(_set().per_prefix, DAY, Why.TOO_MANY)
    return limits


def _locked(name: str, now: datetime) -> Count:
    row, _ = Sent.objects.select_for_update().get_or_create(
        key=name, defaults={"since": now, "sent": 0}
    )
    return Count(row.since, row.sent)


def _set() -> CodeSettings:
    found: CodeSettings = settings.CODES
    return found


def _key(*parts: str) -> str:
    """The name of a row; it tells nothing about its parts."""
    return salted_hmac("parta.sent", "\n".join(parts), algorithm="sha256").hexdigest()
