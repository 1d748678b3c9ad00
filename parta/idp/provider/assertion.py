"""A client proves itself by its own key: `private_key_jwt` (RFC 7523, OpenID Connect Core §9).

The assertion names itself (`jti`), us (`aud`) and its end (`exp`), soon to come, and
counts once.  All of it is read as if it were hostile.
"""

import base64
import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from joserfc import jwt

from parta.idp.provider.client_keys import keys_of
from parta.idp.provider.jose import HOSTILE
from parta.idp.provider.keyring import ALGORITHMS
from parta.idp.provider.models import Client, ClientAuth, UsedAssertion, digest
from parta.kit import clock

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST = timedelta(minutes=10)
"""From now to `exp`: for so long we remember that it was used."""
SKEW = timedelta(seconds=30)


def by_key(form: Mapping[str, str]) -> Client | None:
    """The client whose key has signed the form's assertion, used up by that."""
    assertion = form.get("client_assertion", "")
    if form.get("client_assertion_type") != TYPE:
        return None
    named = _unproved(assertion).get("sub")
    if not _plain(named):
        return None
    client = Client.objects.filter(client_id=named, auth=ClientAuth.KEY, is_active=True).first()
    if client is None:
        return None
    claims = _signed(assertion, client.jwks)
    return client if _sound(claims, client) and _first_use(claims, client) else None


def _unproved(assertion: str) -> dict[str, Any]:
    """The claims as they stand there, only to learn whose key to take."""
    try:
        payload = assertion.split(".")[1]
        found = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (*HOSTILE, IndexError):
        return {}
    return found if isinstance(found, dict) else {}


def _signed(assertion: str, jwks: Mapping[str, Any]) -> dict[str, Any]:
    """The claims, under the signature of one of these keys; {} without."""
    for key in keys_of(jwks):
        try:
            return dict(jwt.decode(assertion, key, algorithms=list(ALGORITHMS)).claims)
        except HOSTILE:
            continue
    return {}


def _sound(claims: Mapping[str, Any], client: Client) -> bool:
    own = claims.get("iss") == claims.get("sub") == client.client_id
    return own and _to_us(claims.get("aud")) and _in_time(claims) and _plain(claims.get("jti"))


def _to_us(aud: object) -> bool:
    """Our issuer, or an endpoint to which such proofs are sent (RFC 9126 §2)."""
    us = {settings.ISSUER, f"{settings.ISSUER}/token", f"{settings.ISSUER}/par"}
    said = aud if isinstance(aud, list) else [aud]
    return any(isinstance(one, str) and one in us for one in said)


def _in_time(claims: Mapping[str, Any]) -> bool:
    now, skew = clock.now().timestamp(), SKEW.total_seconds()
    ends = _moment(claims.get("exp"))
    begins = [_moment(claims[name]) for name in ("nbf", "iat") if name in claims]
    soon = now - skew < ends <= now + LONGEST.total_seconds()
    return soon and all(at <= now + skew for at in begins)


def _moment(value: object) -> float:
    """Unix seconds; of what is no number, never."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    return float(value) if abs(value) < 2**40 else math.nan


def _plain(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 255 and value.isprintable()


def _first_use(claims: Mapping[str, Any], client: Client) -> bool:
    """A unique row: of several who send the same one, one comes through."""
    name = digest(f"{client.client_id}\n{claims['jti']}")
    ends = datetime.fromtimestamp(claims["exp"], UTC) + SKEW
    try:
        with transaction.atomic():
            UsedAssertion.objects.create(hash=name, expires_at=ends)
    except IntegrityError:
        return False
    return True
