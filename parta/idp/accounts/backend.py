"""How Django finds the account of a session.  Passwords are looked at in attempt.py."""

from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend

from parta.idp.accounts.account import model
from parta.kit import plain


class Accounts(BaseBackend):
    def get_user(self, user_id: UUID) -> Any:  # the checker knows one site's account at a time
        """Whoever is active.  By plain SQL: each page of who is signed in begins with it."""
        return plain.found(model().columns(), _active(), user_id)


@cache
def _active() -> str:
    account = model()
    return f"""
SELECT {account.columns().of("a")} FROM {account._meta.db_table} a
WHERE a.id = %s AND a.is_active"""  # noqa: S608
