"""/oauth2/auth: a code, or a refresh token, for tokens.

Apps have no secret: what proves them is the verifier behind the code's challenge,
and the name of the browser that the code was given to.
"""

import base64
import hashlib
import hmac
from typing import Any

from django.conf import settings

from parta.idp.provider import grants, jose
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.grants import TOKEN_LIVES, Tokens
from parta.idp.provider.models import Client, Code, Grant
from parta.kit import clock
from parta.learnid.vkid.device import is_of
from parta.learnid.vkid.endpoint import Given, endpoint
from parta.learnid.vkid.numbers import number
from parta.learnid.vkid.rules import VERIFIER


@endpoint
def auth(client: Client, given: Given) -> dict[str, Any]:
    match given.get("grant_type"):
        case "authorization_code":
            tokens = _redeemed(client, given)
        case "refresh_token":
            tokens = _refreshed(client, given)
        case None:
            raise Refused(Error.INVALID_REQUEST, "grant_type is missing.")
        case _:
            raise Refused(Error.UNSUPPORTED_GRANT_TYPE)
    user = number(tokens.grant.holder, client)
    return {
        "access_token": tokens.access,
        "refresh_token": tokens.refresh,
        "id_token": _id_token(tokens.grant, client, user),
        "token_type": "Bearer",
        "expires_in": int(TOKEN_LIVES.total_seconds()),
        "user_id": user,
        "state": given.get("state", ""),
        "scope": " ".join(tokens.grant.scopes),
    }


def _redeemed(client: Client, given: Given) -> Tokens:
    code = grants.find_code(given.get("code", ""), client)
    if code.spent_at is None:
        _fits(code, given)
    return grants.redeem(code, refresh=True)


def _fits(code: Code, given: Given) -> None:
    """Refused unless the caller is who began, in the browser that the code was given to."""
    proved = given.get("redirect_uri") == code.redirect_uri and _verified(code, given)
    if not proved or not _lives(code.grant, given):
        raise Refused(Error.INVALID_GRANT)


def _verified(code: Code, given: Given) -> bool:
    verifier = given.get("code_verifier", "")
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    fits = hmac.compare_digest(hashed.rstrip(b"=").decode(), code.code_challenge)
    return fits and VERIFIER.fullmatch(verifier) is not None


def _refreshed(client: Client, given: Given) -> Tokens:
    kept = grants.find_refresh_token(given.get("refresh_token", ""), client)
    if not _lives(kept.grant, given):
        raise Refused(Error.INVALID_GRANT)
    return grants.rotate(given["refresh_token"], client)


def _lives(grant: Grant, given: Given) -> bool:
    """Whether the person is still there, and it is their browser."""
    there = grant.account.is_active and grant.account.held(grant.holder) is not None
    return there and is_of(grant, given.get("device_id", ""))


def _id_token(grant: Grant, client: Client, user: int) -> str:
    now = int(clock.now().timestamp())
    claims: dict[str, Any] = {
        "iss": settings.ISSUER,
        "sub": str(user),
        "aud": client.client_id,
        "app": int(client.client_id),
        "iat": now,
        "exp": now + int(TOKEN_LIVES.total_seconds()),
        "auth_time": grant.auth_time,
        "amr": grant.amr,
        "sid": grant.sid,
    }
    return jose.signed(claims)
