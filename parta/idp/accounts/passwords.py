"""Setting a password: hashed first, outside any transaction, then kept.

A session stands on the password's salt (Account.get_session_auth_hash), so it ends
with the password and outlives another cost of its hash.
"""

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


def renew(account: Account, raw: str) -> None:
    """The same password at the cost that is set now: no session ends.  Raises hashing.Busy.

    Whoever sets another password at the same time wins.
    """
    before = account.password
    with hashing.slot():
        now = make_password(raw, salt=hashing.salt_of(before))
    with transaction.atomic():
        same = model()._default_manager.filter(pk=account.pk, password=before)
        if same.update(password=now):
            account.password = now
