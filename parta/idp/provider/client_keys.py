"""The public keys by which a client proves itself, read with distrust."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _
from joserfc.jwk import ECKey, Key, RSAKey, import_key

from parta.idp.provider.jose import HOSTILE

MOST = 5
RSA_BITS = 2048


def keys_of(jwks: Mapping[str, Any]) -> tuple[Key, ...]:
    """Those of a JWK set that can check a signature; the others are passed over."""
    listed = jwks.get("keys", ())
    found = (_key(one) for one in listed[:MOST]) if isinstance(listed, list) else ()
    return tuple(key for key in found if key)


def fault_of_keys(jwks: Mapping[str, Any]) -> str | None:
    """Why a JWK set can't be registered, or None when it can."""
    listed = jwks.get("keys")
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST:
        return _("a JWK set holds from 1 to 5 keys")
    if len(keys_of(jwks)) < len(listed):
        return _("each is an RSA key of at least 2048 bits or an EC key on P-256")
    if any(key.is_private for key in keys_of(jwks)):
        return _("private keys stay with the client")
    return None


def _key(jwk: object) -> Key | None:
    try:
        key = import_key(jwk)  # type: ignore[call-overload]
        strong = isinstance(key, RSAKey) and key.raw_value.key_size >= RSA_BITS
        return key if strong or (isinstance(key, ECKey) and key.curve_name == "P-256") else None
    except HOSTILE:
        return None
