"""Ten recovery codes: shown once, kept as hashes, each used once."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from parta.audit import record
from parta.idp.accounts import hashing, passwords
from parta.idp.accounts.account import Account
from parta.idp.factors import pay
from parta.idp.factors.models import RecoveryCode
from parta.idp.factors.rules import (
    ALPHABET,
    CODE_LETTERS,
    CODES,
    HINT_LETTERS,
    Refusal,
    Why,
    read_code,
    spelt,
)
from parta.idp.factors.standing import hold
from parta.kit import clock

AMR = ("mfa",)
"""RFC 8176 has no word of its own for a code from a list."""


def left(account: Account) -> int:
    return _living(account).count()


def make(request: HttpRequest, account: Account) -> list[str]:
    """Ten new ones, as they are shown; all old ones die.  Raises hashing.Busy."""
    codes = _draw()
    rows = [
        RecoveryCode(
            account_id=account.pk, hint=code[:HINT_LETTERS], encoded=passwords.encoded(code)
        )
        for code in codes
    ]
    with transaction.atomic():
        hold(account)
        RecoveryCode.objects.filter(account_id=account.pk).delete()
        RecoveryCode.objects.bulk_create(rows)
        _note("recovery-codes.made", request, account, CODES)
    return [spelt(code) for code in codes]


def prove(request: HttpRequest, account: Account, typed: str) -> Refusal | None:
    """None when the code is right; then it has served."""
    code = read_code(typed)
    if code is None:
        return Refusal(Why.UNREADABLE)
    now = clock.now()
    purses = pay.for_recovery(request, account.pk)
    if wait := pay.take(purses, now):
        return Refusal(Why.WAIT, wait)
    row = _living(account).filter(hint=code[:HINT_LETTERS]).first()
    try:
        right = hashing.matches(code, row.encoded if row else None)
    except hashing.Busy:
        pay.give_back(purses, now)
        return Refusal(Why.BUSY, hashing.RETRY_AFTER)
    if row is None or not right:
        return Refusal(Why.WRONG)
    if not _use(request, account, row, now):
        return Refusal(Why.USED)
    pay.clear(purses, now)
    return None


def _use(request: HttpRequest, account: Account, row: RecoveryCode, now: datetime) -> bool:
    """Of two at once one wins."""
    with transaction.atomic():
        won = _living(account).filter(pk=row.pk).update(used_at=now) == 1
        if won:
            _note("recovery-code.used", request, account, left(account))
    return won


def _living(account: Account) -> QuerySet[RecoveryCode]:
    return RecoveryCode.objects.filter(account_id=account.pk, used_at=None)


def _draw() -> list[str]:
    """Different in their first letters: those say which hash to try."""
    found: dict[str, str] = {}
    while len(found) < CODES:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))
        found[code[:HINT_LETTERS]] = code
    return list(found.values())


def _note(action: str, request: HttpRequest, account: Account, there: int) -> None:
    person = str(account.pk)
    record(
        action, actor=person, object=f"account:{person}", detail={"left": there}, request=request
    )
