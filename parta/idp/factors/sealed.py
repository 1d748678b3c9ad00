"""Secrets that we must be able to read again, sealed for one account.

AES-GCM under a key of its own in HOME/keys: the database and its copies tell
nothing, and a row moved to another account does not open.
"""

import base64
import os
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from parta.kit.keys import secret

NONCE_BYTES = 12


def seal(text: str, account: UUID) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, text.encode(), account.bytes)


def unseal(sealed: bytes | memoryview, account: UUID) -> str:
    """Raises cryptography.exceptions.InvalidTag where it was sealed by another key or for
    another account."""
    nonce, rest = bytes(sealed[:NONCE_BYTES]), bytes(sealed[NONCE_BYTES:])
    return _cipher().decrypt(nonce, rest, account.bytes).decode()


def _cipher() -> AESGCM:
    return AESGCM(base64.urlsafe_b64decode(secret(f"{settings.SITE}-factors") + "="))
