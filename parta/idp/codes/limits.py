"""Paying for codes that are sent, in rows: holds with any number of workers."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
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
    DAY,
    Count,
    Limit,
    Refusal,
    Why,
    after,
    for_strangers,
    prefix,
    refused,
    served,
    wait_after,
)
from parta.idp.codes.settings import CodeSettings
from parta.kit.address import client_address, network
from parta.kit.notify import money

A_DAY = Limit(10, DAY, Why.TOO_MANY, paced=True)
A_DAY_FROM_ALL = Limit(30, DAY, Why.TOO_MANY)
LONGEST = DAY
"""A count older than this counts nothing."""
log = logging.getLogger("parta.idp.codes")


@dataclass(frozen=True, slots=True)
class Paid:
    """The right to send one code; the next one has to wait."""

    wait: timedelta


def pay(request: HttpRequest, to: Identifier, now: datetime) -> Paid | Refusal:
    """Take the right to send one code, or say why not; inside the caller's transaction.

    Callers for the same number queue on its row, so each right is given once.
    When one limit refuses, the others are not charged.
    """
    if to.kind is Kind.PHONE and not served(to.value, _set().countries):
        return Refusal(Why.NO_COUNTRY)
    known = _known(request, to)
    own, limits = _limits(request, to, known)
    counts = {name: _locked(name, now) for name in sorted(limits)}
    if wait := refused(counts, limits, now) or _no_money(to, bool(known), now):
        return wait
    paid = {name: after(count, limits[name], now) for name, count in counts.items()}
    for name, count in paid.items():
        Sent.objects.filter(key=name).update(
            since=count.since, sent=count.sent, last_at=count.last_at
        )
    return Paid(wait_after(paid[own].sent))


def _limits(
    request: HttpRequest, to: Identifier, known: str | None
) -> tuple[str, Mapping[str, Limit]]:
    """Which row counts the codes of this person from here, and all rows that pay for one.

    A stranger who asks for somebody's codes stops who asks from the same network; in
    a browser that knows the person not even them: it pays from purses of its own.
    """
    address = client_address(request)
    own = _key("person", to.value, known or network(address))
    who = "known" if known else "stranger"
    limits = {
        own: A_DAY,
        _key("address", subscriber(address), who): Limit(
            _set().per_address, timedelta(minutes=1), Why.CROWD
        ),
    }
    if not known:
        limits[_key("person", to.value)] = A_DAY_FROM_ALL
    if to.kind is Kind.PHONE:
        limits[_key("prefix", prefix(to.value), who)] = Limit(_set().per_prefix, DAY, Why.TOO_MANY)
        limits[_key("site", who)] = Limit(
            for_strangers(_set().a_day, bool(known)), DAY, Why.NO_MORE_TODAY
        )
    return own, limits


def _known(request: HttpRequest, to: Identifier) -> str | None:
    """The purse of a browser that knows the person; a browser that knows nobody asks nothing."""
    if familiar.COOKIE not in request.COOKIES:
        return None
    return familiar.purse(request, model().find([to]))


def _no_money(to: Identifier, known: bool, now: datetime) -> Refusal | None:
    """After the rows are locked: whoever comes next sees what this code will have cost."""
    wait = money.gone(now, known) if to.kind is Kind.PHONE else None
    if wait:
        log.warning("No code was sent: the day's money for SMS is spent (PARTA_SMS_MONEY_A_DAY)")
    return Refusal(Why.NO_MORE_TODAY, wait) if wait else None


def _locked(name: str, now: datetime) -> Count:
    row, _ = Sent.objects.select_for_update().get_or_create(
        key=name, defaults={"since": now, "sent": 0, "last_at": now}
    )
    return Count(row.since, row.sent, row.last_at)


def _set() -> CodeSettings:
    found: CodeSettings = settings.CODES
    return found


def _key(*parts: str) -> str:
    """The name of a row; it tells nothing about its parts."""
    return salted_hmac("parta.sent", "\n".join(parts), algorithm="sha256").hexdigest()
