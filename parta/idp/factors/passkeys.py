"""Passkeys as rows: added, found by their answer, used, taken away."""

import logging
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from parta.audit import record
from parta.idp.accounts import session
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.agents import words
from parta.idp.accounts.tell import tell_of_factors
from parta.idp.factors import ceremony
from parta.idp.factors.models import Passkey
from parta.idp.factors.rules import Refusal, Why, counter_fits, may_remove
from parta.idp.factors.standing import hold, standing
from parta.kit import clock

MOST = 20
NAME_LETTERS = 60
SIGN_IN = "sign-in"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Proved:
    account: Account
    amr: tuple[str, ...]


def of(account: Account) -> QuerySet[Passkey]:
    return Passkey.objects.filter(account_id=account.pk).order_by("-made_at", "pk")


def to_make(request: HttpRequest, account: Account) -> ceremony.Json:
    there = [bytes(row.credential) for row in of(account)]
    return ceremony.to_make(request, account, there, _making(request, account))


def add(request: HttpRequest, account: Account, text: str, name: str) -> Passkey | Refusal:
    """Keep the passkey that the browser has made; `name` may be empty."""
    try:
        told = ceremony.made(request, text, _making(request, account))
    except ceremony.Untrusted as untrusted:
        return _untrusted(untrusted)
    assert told.credential_data
    passkey = Passkey(
        id=ceremony.digest(told.credential_data.credential_id),
        account_id=account.pk,
        name=readable(name) or words(request.headers.get("User-Agent", ""))[:NAME_LETTERS] or "–",
        credential=bytes(told.credential_data),
        counter=told.counter,
        synced=told.is_backup_eligible(),
    )
    if of(account).count() >= MOST:
        return Refusal(Why.FULL)
    try:
        with transaction.atomic():
            passkey.save(force_insert=True)
            _note("passkey.added", request, passkey)
            tell_of_factors(account)
    except IntegrityError:
        return Refusal(Why.KNOWN)
    session.step_up(request, amr(passkey))
    return passkey


def prove(request: HttpRequest, text: str) -> Proved | Refusal:
    """Who has answered with a passkey."""
    try:
        answer = ceremony.read(text)
        passkey = Passkey.objects.filter(pk=answer.key).first()
        if passkey is None:
            return Refusal(Why.UNKNOWN)
        ceremony.verify(request, answer, bytes(passkey.credential), SIGN_IN)
    except ceremony.Untrusted as untrusted:
        return _untrusted(untrusted)
    return _used(request, passkey, answer)


def rename(account: Account, key: str, name: str) -> None:
    with transaction.atomic():
        of(account).filter(pk=key).update(name=readable(name))


def remove(request: HttpRequest, account: Account, key: str) -> Refusal | None:
    """A second press finds it gone, which is as good."""
    with transaction.atomic():
        hold(account)
        passkey = of(account).filter(pk=key).first()
        if passkey is None:
            return None
        if not may_remove(standing(account)):
            return Refusal(Why.LAST)
        _note("passkey.removed", request, passkey)
        tell_of_factors(account)
        passkey.delete()
    return None


def readable(name: str) -> str:
    return " ".join("".join(letter for letter in name if letter.isprintable()).split())[
        :NAME_LETTERS
    ]


def amr(passkey: Passkey) -> tuple[str, ...]:
    """RFC 8176; it has checked its holder, so it is more than one factor."""
    return ("swk" if passkey.synced else "hwk", "mfa")


def _used(request: HttpRequest, passkey: Passkey, answer: ceremony.Answer) -> Proved | Refusal:
    account = model()._default_manager.filter(pk=passkey.account_id, is_active=True).first()
    if account is None or answer.handle not in {None, account.pk.bytes}:
        return Refusal(Why.UNKNOWN)
    if not _counted(passkey, answer.told.counter):
        with transaction.atomic():
            _note("passkey.refused", request, passkey)
        return Refusal(Why.COPIED)
    return Proved(account, amr(passkey))


def _counted(passkey: Passkey, told: int) -> bool:
    """The counter has moved on, and no other answer has moved it meanwhile."""
    if not counter_fits(passkey.counter, told):
        return False
    with transaction.atomic():
        same = Passkey.objects.filter(pk=passkey.pk, counter=passkey.counter)
        return same.update(counter=told, used_at=clock.now()) == 1


def _making(request: HttpRequest, account: Account) -> str:
    here = session.current(request)
    return f"make {account.pk} {here.sid if here else ''}"


def _untrusted(untrusted: ceremony.Untrusted) -> Refusal:
    log.info("A passkey was not taken: %s", untrusted)
    expired = isinstance(untrusted, ceremony.Outlived)
    return Refusal(Why.EXPIRED if expired else Why.UNTRUSTED)


def _note(action: str, request: HttpRequest, passkey: Passkey) -> None:
    record(
        action,
        actor=str(passkey.account_id),
        object=f"account:{passkey.account_id}",
        detail={"passkey": passkey.pk[:16], "synced": passkey.synced},
        request=request,
    )
