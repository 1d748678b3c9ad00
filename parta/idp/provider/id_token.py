"""The ID token: who has signed in, when, how, and to whom that is told."""

import base64
import hashlib
from typing import Any

from django.conf import settings

from parta.idp.accounts.claims import released
from parta.idp.provider import jose
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.grants import Tokens
from parta.idp.provider.models import Client, Grant
from parta.idp.provider.subjects import subject
from parta.kit import clock

LIVES_SECONDS = 300


def id_token(client: Client, tokens: Tokens, nonce: str = "") -> str:
    """Signed as the client wants it.  Refused when whoever it speaks of has gone.

    After a refresh auth_time is still that of the sign-in, and there is no nonce.
    """
    grant, now = tokens.grant, int(clock.now().timestamp())
    holder = grant.account.held(grant.holder)
    if holder is None:
        raise Refused(Error.INVALID_GRANT)
    claims: dict[str, Any] = {
        **released(holder, (), grant.id_token_claims),
        "iss": settings.ISSUER,
        "sub": subject(grant.holder, client.sector),
        "aud": client.client_id,
        "iat": now,
        "exp": now + LIVES_SECONDS,
        "at_hash": _half(tokens.access),
        **_sign_in(grant),
    }
    return jose.signed(claims | ({"nonce": nonce} if nonce else {}), client.id_token_alg)


def _sign_in(grant: Grant) -> dict[str, Any]:
    level = {"acr": grant.acr} if grant.acr else {}
    return {"auth_time": grant.auth_time, "amr": grant.amr, "sid": grant.sid, **level}


def _half(access_token: str) -> str:
    """at_hash, for both of our algorithms (OpenID Connect Core 1.0, §3.1.3.6)."""
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()
