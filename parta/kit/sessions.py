"""Sessions in the database, under keys that we could have made ourselves.

A cookie may name anything, a NUL byte included, which PostgreSQL refuses to
look up.  Such a key is no key.
"""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and len(key) >= 8 and key.isascii() and key.isalnum())
