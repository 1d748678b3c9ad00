"""Setting a password: hashed first, outside any transaction, then kept."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from parta.idp.accounts import hashing
from parta.idp.accounts.account import Account


def encoded(raw: str) -> str:
    """What is kept of a password.  Raises hashing.Busy; never call it inside a transaction."""
    with hashing.slot():
        return make_password(raw)


def set_password(account: Account, raw: str) -> None:
    """Raises hashing.Busy.  Other sessions of the person end, since they stand on the old one."""
    keep(account, encoded(raw))


def keep(account: Account, password: str) -> None:
    """`password` is encoded."""
    with transaction.atomic():
        type(account)._default_manager.filter(pk=account.pk).update(password=password)
    account.password = password
