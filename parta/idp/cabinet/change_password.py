"""Putting another password in force: what stood on the old one ends, and it is written down."""

from typing import Literal

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from parta.audit import record
from parta.idp.accounts import passwords, session, signed_in
from parta.idp.accounts.account import Account
from parta.idp.provider.grants import revoke

How = Literal["password.changed", "password.recovered"]


def change_password(request: HttpRequest, account: Account, encoded: str, how: How) -> None:
    """End the person's other sessions with all that they have granted.

    Recovery ends every session and every grant: who needs it does not know who
    else is in.
    """
    person = str(account.pk)
    stays = session.current(request) if how == "password.changed" else None
    with transaction.atomic():
        passwords.keep(account, encoded)
        ended = signed_in.end(signed_in.of(account.pk).exclude(sid=stays.sid if stays else ""))
        of_others = Q(account_id=account.pk)
        revoke(of_others & ~Q(sid=stays.sid) if stays else of_others)
        detail = {"sessions_ended": len(ended)}
        record(how, actor=person, object=f"account:{person}", detail=detail, request=request)
    if stays:
        session.renew(request, account)
