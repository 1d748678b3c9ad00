"""The token endpoint: a code, or a refresh token, for an ID token and an access token."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping

from django.http import HttpResponse

from parta.idp.provider import answers, grants
from parta.idp.provider.clients import client_endpoint
from parta.idp.provider.cors import cors
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.grants import Tokens
from parta.idp.provider.id_token import id_token
from parta.idp.provider.models import Client, Code
from parta.idp.provider.parameters import words
from parta.idp.provider.rules import OFFLINE

VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


@cors
@client_endpoint
def token(client: Client, form: dict[str, str]) -> HttpResponse:
    if "grant_type" not in form:
        raise Refused(Error.INVALID_REQUEST, "grant_type is missing.")
    match form["grant_type"]:
        case "authorization_code":
            return _for_code(client, form)
        case "refresh_token":
            return _for_refresh_token(client, form)
    raise Refused(Error.UNSUPPORTED_GRANT_TYPE)


def _for_code(client: Client, form: Mapping[str, str]) -> HttpResponse:
    code = grants.find_code(form.get("code", ""), client)
    if code.spent_at is None:
        _fits(code, form)
    tokens = grants.redeem(code, refresh=OFFLINE in code.grant.scopes)
    return _answer(client, tokens, code.nonce)


def _fits(code: Code, form: Mapping[str, str]) -> None:
    """Refused unless the caller is who began: same address, and the secret behind the challenge."""
    verifier = form.get("code_verifier", "")
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    proved = VERIFIER.fullmatch(verifier) and hmac.compare_digest(
        hashed.rstrip(b"=").decode(), code.code_challenge
    )
    if form.get("redirect_uri") != code.redirect_uri or not proved:
        raise Refused(Error.INVALID_GRANT)
    if not code.grant.account.is_active:
        raise Refused(Error.INVALID_GRANT)


def _for_refresh_token(client: Client, form: Mapping[str, str]) -> HttpResponse:
    """Scopes may be named, but not others than were granted; all of them are given."""
    given = form.get("refresh_token", "")
    if not given:
        raise Refused(Error.INVALID_REQUEST, "refresh_token is missing.")
    asked = set(words(form, "scope"))
    if asked and not asked <= set(grants.find_refresh_token(given, client).grant.scopes):
        raise Refused(Error.INVALID_SCOPE)
    return _answer(client, grants.rotate(given, client))


def _answer(client: Client, tokens: Tokens, nonce: str = "") -> HttpResponse:
    refresh = {"refresh_token": tokens.refresh} if tokens.refresh else {}
    return answers.json(
        {
            "access_token": tokens.access,
            "token_type": "Bearer",
            "expires_in": int(grants.TOKEN_LIVES.total_seconds()),
            **refresh,
            "scope": " ".join(tokens.grant.scopes),
            "id_token": id_token(client, tokens, nonce),
        }
    )
