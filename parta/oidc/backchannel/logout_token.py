"""What a logout token must hold before any session ends for it.

OpenID Connect Back-Channel Logout 1.0, §2.4 and §2.6, read strictly.
"""

from dataclasses import dataclass
from datetime import datetime

from joserfc.jwk import KeySet

from parta.oidc import jose
from parta.oidc.id_token import PLAIN
from parta.oidc.jose import FRESH, LEEWAY, Claims, seconds
from parta.oidc.refusal import Flaw

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TYPES = frozenset({"", "jwt", "logout+jwt", "application/logout+jwt"})


@dataclass(frozen=True, slots=True)
class Expected:
    issuer: str
    client_id: str


def verify(token: str, keys: KeySet, expected: Expected, now: datetime) -> Claims | Flaw:
    """The claims of `token`, or what is wrong with it.  Raises UnknownKey."""
    claims = jose.claims(token, keys, TYPES)
    return claims if isinstance(claims, Flaw) else flaw(claims, expected, now) or claims


def flaw(claims: Claims, expected: Expected, now: datetime) -> Flaw | None:
    """The first thing wrong with `claims`, or None."""
    moment, leeway = now.timestamp(), LEEWAY.total_seconds()
    expires, issued = seconds(claims.get("exp")), seconds(claims.get("iat"))
    oldest = moment - FRESH.total_seconds()
    checks = [
        (Flaw.ISSUER, claims.get("iss") == expected.issuer),
        (Flaw.AUDIENCE, claims.get("aud") in (expected.client_id, [expected.client_id])),
        (Flaw.EXPIRY, expires is not None and expires > moment - leeway),
        (Flaw.ISSUED_AT, issued is not None and oldest <= issued <= moment + leeway),
        (Flaw.EVENT, _tells_of_a_logout(claims.get("events"))),
        (Flaw.NONCE, "nonce" not in claims),
        (Flaw.REPLAYED, _is_plain(claims.get("jti"))),
        (Flaw.SESSION, _names_somebody(claims)),
    ]
    return next((wrong for wrong, holds in checks if not holds), None)


def _tells_of_a_logout(events: object) -> bool:
    return isinstance(events, dict) and isinstance(events.get(EVENT), dict)


def _names_somebody(claims: Claims) -> bool:
    """A session, a subject or both; what is there can be looked up."""
    named = [claims[name] for name in ("sid", "sub") if name in claims]
    return bool(named) and all(map(_is_plain, named))


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and PLAIN.fullmatch(value) is not None
