"""Closing an account, having it back, and erasing it.  The rule in prose: docs/rules/account.md."""

import logging
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext

from parta.audit import record
from parta.idp.accounts import signed_in
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.keepers import Words, keepers
from parta.idp.accounts.models import SignedIn
from parta.idp.accounts.tell import tell, tell_at
from parta.idp.provider.grants import revoke
from parta.kit import clock
from parta.kit.ui.dates import numeric
from parta.kit.ui.doors import door

log = logging.getLogger("parta.idp.cabinet")


def objections(account: Account) -> list[Words]:
    """Why its person can't close the account now; empty when they can."""
    return [words for keeper in keepers() if (words := keeper.objects(account))]


def going_on(account: Account) -> list[Words]:
    """What its person may take for ended by the closing, and is not."""
    return [words for keeper in keepers() if (words := keeper.goes_on(account))]


def shut(account: Account) -> list[Words]:
    """Why its person can't have a closed account back; empty when they can."""
    return [words for keeper in keepers() if (words := keeper.stays_closed(account))]


def close(request: HttpRequest, key: UUID, actor: Account) -> Account:
    """End every session and grant, and set the day of erasure.  A second press changes nothing."""
    with transaction.atomic():
        account = model()._default_manager.select_for_update().get(pk=key)
        if account.closes_at is None:
            account.closes_at = clock.now() + settings.CLOSING_GRACE
            account.save(update_fields=["closes_at"])
            ended = signed_in.end(SignedIn.objects.filter(account_id=key))
            revoke(Q(account_id=key))  # also what outlived its session
            _note("account.closed", account, actor, request, {"sessions_ended": len(ended)})
            tell(account, _words_of_closing(account))
    return account


def restore(request: HttpRequest, key: UUID, actor: Account) -> None:
    """As if it had never been closed, save for its sessions.

    A second press changes nothing, nor does one that comes when it has been erased.
    """
    with transaction.atomic():
        account = model()._default_manager.select_for_update().filter(pk=key).first()
        if account and account.closes_at:
            account.closes_at = None
            account.save(update_fields=["closes_at"])
            _note("account.restored", account, actor, request, {})
            tell(account, _words_of_return())


def erase_due() -> None:
    """Each in a transaction of its own: one that can't go holds up no other."""
    due = model()._default_manager.filter(closes_at__lte=clock.now())
    for key in list(due.values_list("pk", flat=True)):
        try:
            erase(key)
        except Exception:
            log.exception("A closed account could not be erased.")


def erase(key: UUID) -> bool:
    """All that is kept of the person goes; subjects and audit stay, and name nobody.

    False when it was restored meanwhile.
    """
    with transaction.atomic():
        due = model()._default_manager.filter(pk=key, closes_at__lte=clock.now())
        account = due.select_for_update().first()
        if account is None:
            return False
        told = account.told_at()
        for keeper in keepers():
            keeper.erase(account)
        account.delete()
        record("account.erased", actor="system", object=f"account:{key}")
        tell_at(told, _words_of_erasure())
    return True


def _note(
    action: str, account: Account, actor: Account, request: HttpRequest, detail: dict[str, int]
) -> None:
    record(
        action,
        actor=str(actor.pk),
        object=f"account:{account.pk}",
        detail=detail,
        request=request,
    )


def _words_of_closing(account: Account) -> str:
    assert account.closes_at
    words = (
        gettext(
            "“%(door)s”: the account is closed and will be erased on %(day)s. "
            "Only a parent can have it back before that day: %(address)s"
        )
        if shut(account)
        else gettext(
            "“%(door)s”: the account is closed and will be erased on %(day)s. "
            "To have it back, sign in before that day: %(address)s"
        )
    )
    return words % {
        "door": door(settings.SITE).name,
        "day": numeric(clock.day_of(account.closes_at)),
        "address": settings.PUBLIC_URL,
    }


def _words_of_return() -> str:
    return gettext("“%(door)s”: the account is open again. %(address)s") % {
        "door": door(settings.SITE).name,
        "address": settings.PUBLIC_URL,
    }


def _words_of_erasure() -> str:
    return gettext("“%(door)s”: the account is erased, with all data of it.") % {
        "door": door(settings.SITE).name
    }
