"""Signed tokens of a provider: all JOSE calls of the client side are in this file."""

import json
import math
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet
from joserfc.jws import JWSRegistry

from parta.oidc.refusal import Flaw

ALGORITHMS = ("RS256", "ES256")
LEEWAY = timedelta(seconds=60)
"""How far the two clocks may be apart."""
FRESH = timedelta(minutes=10)
"""How old a token may be that was fetched just now."""
SIZE_CHARACTERS = 16_384

READER = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
"""Of headers that mean nothing to us none is a fault; those named `crit` are."""

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


def import_pem(pem: bytes) -> Key:
    """A public RSA key.  Raises JoseError or ValueError."""
    return JWKRegistry.import_key(pem, "RSA")


def claims(token: str, keys: KeySet | Key, types: frozenset[str] | None = None) -> Claims | Flaw:
    """What `token` says, signed by one of `keys`.  Raises UnknownKey.

    `types` are the values of the header's `typ` that will do, lower case, "" for none.
    """
    if len(token) > SIZE_CHARACTERS:
        return Flaw.SIGNATURE
    try:
        read = jwt.decode(token, keys, registry=READER)
    except InvalidKeyIdError:
        raise UnknownKey from None
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        return Flaw.SIGNATURE
    if types is not None and str(read.header.get("typ", "")).lower() not in types:
        return Flaw.TYPE
    return read.claims


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A token taken apart, which somebody else has to check."""

    claims: Claims
    message: bytes
    signature: bytes


def apart(token: str) -> Unchecked | None:
    """None for what is no signed token."""
    if len(token) > SIZE_CHARACTERS:
        return None
    try:
        read = jws.extract_compact(token.encode(), registry=READER)
        claims, packed = json.loads(read.payload), read.segments["signature"]
        signature = urlsafe_b64decode(packed + b"=" * (-len(packed) % 4))
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        return None
    algorithm = str(read.headers().get("alg", "none"))
    if not isinstance(claims, dict) or algorithm.lower() == "none" or not signature:
        return None
    return Unchecked(claims, token.rpartition(".")[0].encode(), signature)


def seconds(value: object) -> float | None:
    """A NumericDate (RFC 7519, §2), or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) and number >= 0 else None
