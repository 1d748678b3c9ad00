"""All JOSE of the provider: the site's signing key, and what it signs.

Parsing the key costs tens of milliseconds, so each process does it once, and
never inside a transaction.
"""

from functools import cache
from typing import Any

from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from parta.kit.keys import key_file

ALGORITHM = "RS256"
KEY_BITS = 2048


@cache
def signing_key() -> RSAKey:
    path = key_file(f"{settings.SITE}-{ALGORITHM.lower()}.pem", _made)
    key = RSAKey.import_key(path.read_text(), {"use": "sig", "alg": ALGORITHM})
    key.ensure_kid()
    return key


def _made() -> str:
    key = RSAKey.generate_key(KEY_BITS, private=True, auto_kid=False)
    return key.as_pem(private=True).decode()


@cache
def public_keys() -> dict[str, Any]:
    """The JWK set that relying parties check signatures with."""
    return {"keys": [signing_key().as_dict(private=False)]}


def signed(claims: dict[str, Any]) -> str:
    """A compact JWS over the claims."""
    key = signing_key()
    return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, claims, key, algorithms=[ALGORITHM])


def own(token: str) -> dict[str, Any]:
    """The claims of a token that this site has signed, however old; {} for any other text."""
    try:
        claims = jwt.decode(token, signing_key(), algorithms=[ALGORITHM]).claims
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        return {}
    return dict(claims) if claims.get("iss") == settings.ISSUER else {}
