"""All JOSE of the provider: what the site signs, and what it has signed.

The keys themselves live in keyring.py.
"""

from typing import Any

from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry

from parta.idp.provider import keyring
from parta.idp.provider.keyring import ALGORITHMS

HOSTILE = (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a foreign token may raise."""


def public_keys() -> dict[str, Any]:
    """The JWK set that relying parties check signatures with."""
    return keyring.keys().public


def signed(claims: dict[str, Any], alg: str = "RS256", header: dict[str, Any] | None = None) -> str:
    """A compact JWS over the claims; `header` goes beside alg and kid.

    Never inside a transaction: the first call of a process makes or reads the keys.
    """
    key = keyring.keys().signing(alg)
    names = {"alg": alg, "kid": key.kid, **(header or {})}
    ours = JWSRegistry(algorithms=[alg], strict_check_header=False)  # dialects name more
    return jwt.encode(names, claims, key, registry=ours)


def own(token: str) -> dict[str, Any]:
    """The claims of a token that this site has signed, however old; {} for any other text."""
    try:
        claims = jwt.decode(token, keyring.keys().all, algorithms=list(ALGORITHMS)).claims
    except HOSTILE:
        return {}
    return dict(claims) if claims.get("iss") == settings.ISSUER else {}
