"""Sessions in the database, under keys that we could have made ourselves.

A cookie may name anything, a NUL byte included, which PostgreSQL refuses to
look up.  Such a key is no key.
"""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import router, transaction


class SessionStore(DatabaseStore):
    def delete(self, session_key: str | None = None) -> None:
        """In a transaction, as every write: else it would take no turn in the writers' queue."""
        if key := session_key or self.session_key:
            with transaction.atomic(using=router.db_for_write(self.model)):
                super().delete(key)

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and len(key) >= 8 and key.isascii() and key.isalnum())
