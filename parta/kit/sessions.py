"""Sessions in the database, under keys that we could have made ourselves.

A cookie may name anything, a NUL byte included, which PostgreSQL refuses to
look up.  Such a key is no key.
"""

from typing import Any, Final

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection, router, transaction
from django.utils import timezone

LIVING: Final = """
SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"""


class SessionStore(DatabaseStore):
    def load(self) -> dict[str, Any]:
        """By plain SQL: each page of who is signed in begins with it."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(LIVING, [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(row[0])
        return found

    def delete(self, session_key: str | None = None) -> None:
        """In a transaction, as every write: else it would take no turn in the writers' queue."""
        if key := session_key or self.session_key:
            with transaction.atomic(using=router.db_for_write(self.model)):
                super().delete(key)

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and len(key) >= 8 and key.isascii() and key.isalnum())
