"""The token endpoint: a code for an ID token and an access token."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from parta.idp.accounts.claims import released
from parta.idp.provider import answers, grants, jose
from parta.idp.provider.clients import client_endpoint
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.models import Client, Code, Grant
from parta.idp.provider.subjects import subject
from parta.kit import clock

VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
ID_TOKEN_LIVES_SECONDS = 300


@client_endpoint
def token(client: Client, form: dict[str, str]) -> HttpResponse:
    if "grant_type" not in form:
        raise Refused(Error.INVALID_REQUEST, "grant_type is missing.")
    if form["grant_type"] != "authorization_code":
        raise Refused(Error.UNSUPPORTED_GRANT_TYPE)
    code = grants.find_code(form.get("code", ""), client)
    if code.spent_at is None:
        _fits(code, form)
    sub = subject(code.grant.holder, client.sector)
    named = _named(code.grant)
    tokens = grants.redeem(code)
    return answers.json(
        {
            "access_token": tokens.access,
            "token_type": "Bearer",
            "expires_in": int(grants.TOKEN_LIVES.total_seconds()),
            "scope": " ".join(code.grant.scopes),
            "id_token": jose.signed(
                named | _id_token(code, client, sub, tokens.access), client.id_token_alg
            ),
        }
    )


def _fits(code: Code, form: Mapping[str, str]) -> None:
    """Refused unless the caller is who began: same address, and the secret behind the challenge."""
    verifier = form.get("code_verifier", "")
    proved = VERIFIER.fullmatch(verifier) and hmac.compare_digest(
        _base64url(hashlib.sha256(verifier.encode()).digest()), code.code_challenge
    )
    if form.get("redirect_uri") != code.redirect_uri or not proved:
        raise Refused(Error.INVALID_GRANT)
    if not code.grant.account.is_active:
        raise Refused(Error.INVALID_GRANT)


def _named(grant: Grant) -> dict[str, Any]:
    """The claims that the client wants in the ID token itself."""
    holder = grant.account.held(grant.holder)
    if holder is None:
        raise Refused(Error.INVALID_GRANT)
    return dict(released(holder, (), grant.id_token_claims))


def _id_token(code: Code, client: Client, sub: str, access_token: str) -> dict[str, Any]:
    grant, now = code.grant, int(clock.now().timestamp())
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    claims: dict[str, Any] = {
        "iss": settings.ISSUER,
        "sub": sub,
        "aud": client.client_id,
        "iat": now,
        "exp": now + ID_TOKEN_LIVES_SECONDS,
        "auth_time": grant.auth_time,
        "amr": grant.amr,
        "sid": grant.sid,
        "at_hash": _base64url(half),
    }
    return claims | {k: v for k, v in (("acr", grant.acr), ("nonce", code.nonce)) if v}


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
