"""One-time passwords of an app on the person's phone (RFC 6238)."""

from uuid import UUID

import pyotp
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from parta.audit import record
from parta.idp.accounts import session
from parta.idp.accounts.account import Account
from parta.idp.accounts.fresh import YOUNG
from parta.idp.accounts.tell import tell_of_factors
from parta.idp.factors import pay
from parta.idp.factors.ceremony import account_name
from parta.idp.factors.models import RecoveryCode, Totp
from parta.idp.factors.rules import Refusal, Why, fitting_step, may_remove
from parta.idp.factors.sealed import seal, unseal
from parta.idp.factors.standing import hold, standing
from parta.kit import clock
from parta.kit.ui.doors import door

AMR = ("otp", "mfa")


def offered(account: Account) -> str:
    """The secret of an app that is not in force yet: the same for a reload, never for long."""
    now = clock.now()
    sealed = seal(pyotp.random_base32(), account.pk)
    with transaction.atomic():
        waiting = Totp.objects.filter(account_id=account.pk, since=None)
        waiting.filter(made_at__lt=now - YOUNG).delete()
        row, _ = Totp.objects.get_or_create(
            account_id=account.pk, defaults={"sealed": sealed, "made_at": now}
        )
    return unseal(row.sealed, account.pk)


def address(account: Account, secret: str) -> str:
    """What the QR code says (otpauth:)."""
    return pyotp.TOTP(secret).provisioning_uri(
        name=account_name(account), issuer_name=door(settings.SITE).name
    )


def set_up(request: HttpRequest, account: Account, digits: str) -> Refusal | None:
    """Put the offered app in force, once it has shown that it counts alike."""
    row = Totp.objects.filter(account_id=account.pk, since=None).first()
    if row is None:
        return Refusal(Why.EXPIRED)
    refused = _check(request, row, account.pk, digits)
    if refused:
        return refused
    with transaction.atomic():
        if not Totp.objects.filter(pk=row.pk, since=None).update(since=clock.now()):
            return None  # a second press
        _note("totp.set", request, account)
        tell_of_factors(account)
    session.step_up(request, AMR)
    return None


def prove(request: HttpRequest, account: Account, digits: str) -> Refusal | None:
    """None when the one-time password is right; then it has served."""
    row = Totp.objects.filter(account_id=account.pk, since__isnull=False).first()
    return _check(request, row, account.pk, digits) if row else Refusal(Why.WRONG)


def remove(request: HttpRequest, account: Account) -> Refusal | None:
    """Also the recovery codes go, unless passkeys are demanded and need them."""
    with transaction.atomic():
        hold(account)
        row = Totp.objects.filter(account_id=account.pk).first()
        if row is None:
            return None
        stands = standing(account)
        if row.since and not may_remove(stands, totp=True):
            return Refusal(Why.LAST)
        row.delete()
        if not stands.required:
            RecoveryCode.objects.filter(account_id=account.pk).delete()
        _note("totp.removed", request, account)
        tell_of_factors(account)
    return None


def give(account: UUID, secret: str) -> None:
    """An app that somebody has already: for accounts that are drawn up, as the demo's are."""
    now = clock.now()
    with transaction.atomic():
        Totp.objects.get_or_create(
            account_id=account,
            defaults={"sealed": seal(secret, account), "made_at": now, "since": now},
        )


def _check(request: HttpRequest, row: Totp, account: UUID, digits: str) -> Refusal | None:
    """A try is paid before the password is looked at."""
    now = clock.now()
    purses = pay.for_totp(request, account)
    if wait := pay.take(purses, now):
        return Refusal(Why.WAIT, wait)
    step = fitting_step(unseal(row.sealed, account), digits, now)
    if step is None:
        return Refusal(Why.WRONG)
    with transaction.atomic():
        won = Totp.objects.filter(pk=row.pk, last_step__lt=step).update(last_step=step)
    if not won:
        return Refusal(Why.USED)
    pay.clear(purses, now)
    return None


def _note(action: str, request: HttpRequest, account: Account) -> None:
    person = str(account.pk)
    record(action, actor=person, object=f"account:{person}", request=request)
