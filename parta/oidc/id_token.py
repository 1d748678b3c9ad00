"""What an ID token must hold before anything it says is believed.

OpenID Connect Core 1.0, §3.1.3.7, read strictly: the audience is this client
alone, and a claim that is present must be right.
"""

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from joserfc.jwk import KeySet

from parta.oidc import jose
from parta.oidc.jose import FRESH, LEEWAY, Claims, seconds
from parta.oidc.refusal import Flaw

PLAIN = re.compile(r"[\x21-\x7e]{1,255}")


@dataclass(frozen=True, slots=True)
class Expected:
    """What this sign-in must find in its token."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str
    signed_in_since: datetime | None = None
    """No sign-in of the person before this will do, and it must be told."""


def verify(token: str, keys: KeySet, expected: Expected, now: datetime) -> Claims | Flaw:
    """The claims of `token`, or what is wrong with it.  Raises UnknownKey."""
    claims = jose.claims(token, keys)
    return claims if isinstance(claims, Flaw) else flaw(claims, expected, now) or claims


def flaw(claims: Claims, expected: Expected, now: datetime) -> Flaw | None:
    """The first thing wrong with `claims`, or None."""
    client, moment = expected.client_id, now.timestamp()
    soon = moment + LEEWAY.total_seconds()
    expires, issued = seconds(claims.get("exp")), seconds(claims.get("iat"))
    subject, half = claims.get("sub"), half_hash(expected.access_token)
    checks = [
        (Flaw.ISSUER, claims.get("iss") == expected.issuer),
        (Flaw.AUDIENCE, claims.get("aud") in (client, [client])),
        (Flaw.AUDIENCE, claims.get("azp", client) == client),
        (Flaw.EXPIRY, expires is not None and expires > moment - LEEWAY.total_seconds()),
        (Flaw.ISSUED_AT, issued is not None and moment - FRESH.total_seconds() <= issued <= soon),
        (Flaw.NONCE, _same(claims.get("nonce"), expected.nonce)),
        (Flaw.SUBJECT, isinstance(subject, str) and PLAIN.fullmatch(subject) is not None),
        (Flaw.ACCESS_TOKEN, _same(claims.get("at_hash", half), half)),
        (Flaw.AUTH_TIME, _signed_in_recently(claims, expected.signed_in_since, now)),
    ]
    return next((wrong for wrong, holds in checks if not holds), None)


def _signed_in_recently(claims: Claims, since: datetime | None, now: datetime) -> bool:
    if since is None and "auth_time" not in claims:
        return True
    at, leeway = seconds(claims.get("auth_time")), LEEWAY.total_seconds()
    oldest = since.timestamp() - leeway if since else 0.0
    return at is not None and oldest <= at <= now.timestamp() + leeway


def half_hash(access_token: str) -> str:
    """`at_hash` for RS256 and ES256: the left half of SHA-256, base64url."""
    return urlsafe_b64encode(sha256(_bytes(access_token)).digest()[:16]).rstrip(b"=").decode()


def _same(given: object, wanted: str) -> bool:
    return isinstance(given, str) and compare_digest(_bytes(given), _bytes(wanted))


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")  # JSON may hold half a character
