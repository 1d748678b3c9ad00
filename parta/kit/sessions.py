"""Sessions in the database, under keys that we could have made ourselves.

A cookie may name anything, a NUL byte included, which PostgreSQL refuses to
look up.  Such a key is no key.  All is asked and written in plain SQL: each page
of who is signed in begins with it, and each sign-in ends with it.
"""

from typing import Any, Final

from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import IntegrityError, router, transaction
from django.utils import timezone

from parta.kit import plain

LIVING: Final = """
SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"""
KNOWN: Final = "SELECT 1 FROM django_session WHERE session_key = %s"
CREATE: Final = """
INSERT INTO django_session (session_data, expire_date, session_key) VALUES (%s, %s, %s)"""
UPDATE: Final = """
UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"""


class SessionStore(DatabaseStore):
    _written: tuple[str, bytes] | None = None
    """The key and what was last written under it, by this very object."""

    def load(self) -> dict[str, Any]:
        row = plain.row(LIVING, self.session_key, timezone.now())
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(row[0])
        return found

    def exists(self, session_key: str) -> bool:
        return plain.row(KNOWN, session_key) is not None

    def save(self, must_create: bool = False) -> None:
        """A view may save inside its own transaction; the middleware then writes no second time."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        state = self.session_key, self.serializer().dumps(data)
        if must_create or state != self._written:
            self._write(CREATE if must_create else UPDATE, data)
            self._written = state

    def _write(self, statement: str, data: dict[str, Any]) -> None:
        values = self.encode(data), self.get_expiry_date(), self.session_key
        try:
            with transaction.atomic():
                if not plain.changed(statement, *values):
                    raise UpdateError
        except IntegrityError:
            raise CreateError from None

    def delete(self, session_key: str | None = None) -> None:
        """In a transaction, as every write: else it would take no turn in the writers' queue."""
        if key := session_key or self.session_key:
            with transaction.atomic(using=router.db_for_write(self.model)):
                super().delete(key)

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and len(key) >= 8 and key.isascii() and key.isalnum())
