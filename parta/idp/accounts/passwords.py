"""Setting a password: hashed first, outside any transaction, then kept."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from parta.idp.accounts import hashing
from parta.idp.accounts.account import Account, model


def encoded(raw: str) -> str:
    """What is kept of a password.  Raises hashing.Busy; never call it inside a transaction."""
    with hashing.slot():
        return make_password(raw)


def keep(account: Account, password: str) -> None:
    """`password` is encoded.  Sessions that stand on the old one end by themselves."""
    with transaction.atomic():
        model()._default_manager.filter(pk=account.pk).update(password=password)
    account.password = password
