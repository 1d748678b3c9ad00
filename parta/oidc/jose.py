"""Signed tokens of a provider: all JOSE calls of the client side are in this file."""

import math
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

from parta.oidc.refusal import Flaw

ALGORITHMS = ("RS256", "ES256")
LEEWAY = timedelta(seconds=60)
"""How far the two clocks may be apart."""
FRESH = timedelta(minutes=10)
"""How old a token may be that was fetched just now."""
SIZE_CHARACTERS = 16_384

Claims = Mapping[str, Any]


class UnknownKey(Exception):
    """The token names a key that is not in the set: the provider may have a new one."""


def import_keys(documents: list[Any]) -> KeySet:
    """The RSA and EC keys among `documents`; others are passed over."""
    keys: list[Key] = []
    for document in documents:
        if isinstance(document, dict) and document.get("kty") in ("RSA", "EC"):
            with suppress(JoseError, ValueError, TypeError):
                keys.append(JWKRegistry.import_key(document))
    return KeySet(keys)


def claims(token: str, keys: KeySet, types: frozenset[str] | None = None) -> Claims | Flaw:
    """What `token` says, signed by one of `keys`.  Raises UnknownKey.

    `types` are the values of the header's `typ` that will do, lower case, "" for none.
    """
    if len(token) > SIZE_CHARACTERS:
        return Flaw.SIGNATURE
    try:
        read = jwt.decode(token, keys, algorithms=ALGORITHMS)
    except InvalidKeyIdError:
        raise UnknownKey from None
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        return Flaw.SIGNATURE
    if types is not None and str(read.header.get("typ", "")).lower() not in types:
        return Flaw.TYPE
    return read.claims


def seconds(value: object) -> float | None:
    """A NumericDate (RFC 7519, §2), or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) and number >= 0 else None
