"""Sending a code, sending it once more, and looking at one that was typed.

Guarantees: docs/rules/codes.md.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.codes import kept, limits, message, models
from parta.idp.codes.rules import (
    DIGITS,
    TRIES,
    By,
    Purpose,
    Refusal,
    Why,
    comes_by,
    no_resend,
    no_try,
    read,
    sent,
)
from parta.kit import clock
from parta.kit.ui.contacts import masked


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a page shows of a code that was sent."""

    id: UUID
    purpose: Purpose
    to: Identifier
    masked: str
    by: By
    expires_at: datetime
    resend_at: datetime
    wait: timedelta  # from the code to resend_at
    tries_left: int


@dataclass(frozen=True, slots=True)
class Proof:
    """The person reads what is sent to `to`.  Given once for each code."""

    to: Identifier
    purpose: Purpose
    at: datetime


def issue(
    request: HttpRequest,
    to: Identifier,
    purpose: Purpose,
    *,
    instead: str = "",
    silent: bool = False,
) -> Challenge | Refusal:
    """Send a code to `to` and bind it to this browser session.

    A session that has a living code for the same contact and purpose keeps it, and
    nothing is sent again.  With `instead` that text goes out in place of a code;
    with `silent` nothing does.  Pages look the same, and no code ever fits; nor does
    one that was sent before the reason for it came up.
    """
    now = clock.now()
    new = _new(request, to, purpose)
    new.real, new.instead = not (instead or silent), instead
    with transaction.atomic():
        row = _living(new, now)
        if row is None:
            paid = limits.pay(request, to, now)
            row = _living(new, now)  # a second press: the first one has paid
            if row is None:
                if isinstance(paid, Refusal):
                    return paid
                row = _send(new, now, paid.wait)
                row.save(force_insert=True)
    kept.keep(request, row)
    return _shown(row)


def current(request: HttpRequest, purpose: Purpose) -> Challenge | None:
    """The session's code for `purpose`, be it expired; None when none waits to be typed."""
    row = kept.find(request, purpose)
    return _shown(row) if row and not row.spent_at else None


def resend(request: HttpRequest, purpose: Purpose) -> Challenge | Refusal:
    """A new code for the same challenge; the old one dies."""
    now = clock.now()
    with transaction.atomic():
        row = kept.find(request, purpose)
        if row is None:
            return Refusal(Why.NONE)
        if refusal := no_resend(row.life, now):
            return refusal
        paid = limits.pay(request, Identifier(Kind(row.kind), row.to), now)
        if isinstance(paid, Refusal):
            before, row.sent_at = row.sent_at, _sent_at(row)
            return _shown(row) if row.sent_at > before else paid
        _send(row, now, paid.wait).save()
    return _shown(row)


def check(request: HttpRequest, purpose: Purpose, code: str) -> Proof | Refusal:
    """The proof that `code` gives, or why it gives none.

    What can't be a code costs no try.  Any other try is paid before the code is
    looked at, against the very code that was sent last.
    """
    row = kept.find(request, purpose)
    if row is None:
        return Refusal(Why.NONE)
    digits = read(code)
    if digits is None:
        return Refusal(Why.UNREADABLE, tries_left=row.life.tries_left)
    now = clock.now()
    if not _pay(row, now):
        return _why_not(row, now)
    if not _fits(row, digits):
        left = row.life.tries_left - 1
        return Refusal(Why.WRONG if left > 0 else Why.SPENT, tries_left=max(left, 0))
    with transaction.atomic():
        won = models.Challenge.objects.filter(pk=row.pk, mac=row.mac, spent_at=None).update(
            spent_at=now
        )
    if not won:
        return Refusal(Why.USED)
    kept.forget(request, purpose)
    return Proof(Identifier(Kind(row.kind), row.to), purpose, now)


def _pay(row: models.Challenge, now: datetime) -> bool:
    with transaction.atomic():
        paid = models.Challenge.objects.filter(
            pk=row.pk, mac=row.mac, spent_at=None, expires_at__gt=now, tries__lt=TRIES
        ).update(tries=F("tries") + 1)
    return paid == 1


def _why_not(row: models.Challenge, now: datetime) -> Refusal:
    row.refresh_from_db()
    return Refusal(no_try(row.life, now) or Why.SPENT)  # else another code was sent meanwhile


def _fits(row: models.Challenge, digits: str) -> bool:
    return constant_time_compare(mac(row.pk, digits), row.mac)


def mac(challenge: UUID, digits: str) -> str:
    return salted_hmac("parta.codes", f"{challenge} {digits}", algorithm="sha256").hexdigest()


def _living(new: models.Challenge, now: datetime) -> models.Challenge | None:
    """The one of the same kind that this browser has been sent, while it can still be typed."""
    return models.Challenge.objects.filter(
        browser=new.browser,
        purpose=new.purpose,
        kind=new.kind,
        to=new.to,
        real=new.real,
        spent_at=None,
        expires_at__gt=now,
        tries__lt=TRIES,
    ).first()


def _new(request: HttpRequest, to: Identifier, purpose: Purpose) -> models.Challenge:
    browser = kept.browser(request)
    return models.Challenge(purpose=purpose, kind=to.kind, to=to.value, browser=browser)


def _send(row: models.Challenge, now: datetime, wait: timedelta) -> models.Challenge:
    """The row with a new code, which is on its way once the transaction has committed.

    Whoever gets no code costs the same work.
    """
    to = Identifier(Kind(row.kind), row.to)
    by = comes_by(to.kind is Kind.PHONE, message.calls(), message.texts(), row.sent)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    fits = row.real and by is not By.CALL  # a call brings a code of its own
    row.mac = mac(row.pk, code if fits else secrets.token_hex())
    row.by, row.sent, row.sent_at = by, row.sent + 1, now
    row.live(sent(now, wait))
    if row.instead:
        row.message = message.send_instead(to, row.instead)
    else:
        row.message = message.send_code(to, by, code, real=row.real)
    return row


def _sent_at(row: models.Challenge) -> datetime:
    return models.Challenge.objects.values_list("sent_at", flat=True).get(pk=row.pk)


def _shown(row: models.Challenge) -> Challenge:
    return Challenge(
        id=row.pk,
        purpose=Purpose(row.purpose),
        to=Identifier(Kind(row.kind), row.to),
        masked=masked(row.to),
        by=By(row.by),
        expires_at=row.expires_at,
        resend_at=row.resend_at,
        wait=row.resend_at - row.sent_at,
        tries_left=row.life.tries_left,
    )
