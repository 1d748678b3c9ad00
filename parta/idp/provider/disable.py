"""An account that is shut, and opened again.

Shutting it ends every session and everything that was granted, and the clients are
told.  Nothing is deleted.
"""

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from parta.audit import record
from parta.idp.accounts import signed_in
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.identifiers import read
from parta.idp.accounts.models import SignedIn
from parta.idp.provider.grants import revoke


def disable(account: Account, by: str, reason: str, request: HttpRequest | None = None) -> bool:
    """Shut the account; False when it was shut already.  `by` is the audit's actor."""
    with transaction.atomic():
        if not _set(account, active=False):
            return False
        signed_in.end(SignedIn.objects.filter(account_id=account.pk))
        revoke(Q(account=account.pk))  # also what outlived its session
        _record("account.disabled", account, by, reason, request)
    return True


def enable(account: Account, by: str, reason: str, request: HttpRequest | None = None) -> bool:
    """Open it again; the person signs in anew everywhere.  False when it was open."""
    with transaction.atomic():
        if not _set(account, active=True):
            return False
        _record("account.enabled", account, by, reason, request)
    return True


def meant_by(contact: str) -> Account | None:
    """The account with that proved contact, shut or not."""
    people = model()._default_manager
    found = (people.filter(model().proved(identifier)).first() for identifier in read(contact))
    return next(filter(None, found), None)


def _set(account: Account, active: bool) -> bool:
    """A conditional update: of two who do the same, one has done it."""
    others = model()._default_manager.filter(pk=account.pk, is_active=not active)
    done = others.update(is_active=active) == 1
    account.is_active = active
    return done


def _record(
    action: str, account: Account, by: str, reason: str, request: HttpRequest | None
) -> None:
    detail = {"reason": reason}
    record(action, actor=by, object=f"account:{account.pk}", detail=detail, request=request)
