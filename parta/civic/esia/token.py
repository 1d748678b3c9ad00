"""The ESIA's token endpoints: a code, or a refresh token, for the tokens of a person."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parta.civic.esia import answers, asking, gost, proof, rules, scopes, systems, tokens
from parta.civic.esia.errors import Fault, Refusal
from parta.civic.esia.models import System
from parta.civic.esia.rules import Generation, Step
from parta.idp.provider import grants
from parta.idp.provider.clients import FORM
from parta.idp.provider.errors import Refused
from parta.idp.provider.models import Code, Grant
from parta.kit import clock

VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


@csrf_exempt
@require_POST
def old(request: HttpRequest) -> HttpResponse:
    return _answer(request, Generation.OLD)


@csrf_exempt
@require_POST
def current(request: HttpRequest) -> HttpResponse:
    return _answer(request, Generation.CURRENT)


def _answer(request: HttpRequest, generation: Generation) -> HttpResponse:
    """With the state of this very request, also in a refusal."""
    form = request.POST if request.content_type == FORM else None
    state = form.get("state", "") if form else ""
    known = state if rules.STATE.fullmatch(state) else ""
    try:
        if form is None:
            raise Refusal(Fault.PARAMETER, f"the body is not {FORM}")
        given = rules.once(dict(form.lists()))
        told = _told(_proved(given, generation), given)
    except Refusal as refusal:
        answers.log(request, refusal, form.get("client_id", "") if form else "")
        return answers.refused(refusal, known)
    return answers.json({**told, "state": known})


def _proved(given: Mapping[str, str], generation: Generation) -> System:
    now = clock.now()
    rules.require(Step.TOKEN, given)
    system = systems.find(given["client_id"])
    state = rules.state(given)
    rules.check_time(given["timestamp"], now)
    if given.get("token_type", "Bearer") != "Bearer":
        raise Refusal(Fault.PARAMETER, "token_type is not Bearer")
    proof.check(system, generation, Step.TOKEN, given, now)
    asking.remember(system, state)
    return system


@dataclass
class _Pair:
    """Both tokens, signed before the core spends the code: for GOST there may be no place."""

    by_gost: bool
    id_token: str = ""

    def __call__(self, grant: Grant) -> str:
        if "openid" in grant.scopes:
            self.id_token = tokens.id_token(grant, by_gost=self.by_gost)
        return tokens.access_token(grant, by_gost=self.by_gost)


def _told(system: System, given: Mapping[str, str]) -> dict[str, Any]:
    pair = _Pair(system.gost_tokens)
    try:
        found = _tokens(system, given, pair)
    except Refused as refused:
        raise answers.to_refusal(refused) from None
    except gost.Unavailable as unavailable:
        asking.forget(system, rules.state(given))
        raise Refusal(Fault.BUSY, str(unavailable)) from None
    told: dict[str, Any] = {
        "access_token": found.access,
        "expires_in": tokens.LIVES_SECONDS,
        "token_type": "Bearer",
    }
    for name, token in (("refresh_token", found.refresh), ("id_token", pair.id_token)):
        if token:
            told[name] = token
    return told


def _tokens(system: System, given: Mapping[str, str], mint: _Pair) -> grants.Tokens:
    match given["grant_type"]:
        case "authorization_code":
            return _for_code(system, given, mint)
        case "refresh_token":
            return _for_refresh_token(system, given, mint)
    raise Refusal(Fault.METHOD, "grant_type is neither authorization_code nor refresh_token")


def _for_code(system: System, given: Mapping[str, str], mint: _Pair) -> grants.Tokens:
    for name in ("code", "redirect_uri"):
        if name not in given:
            raise Refusal(Fault.MISSING, f"{name} is missing")
    code = grants.find_code(given["code"], system.client)
    if code.spent_at is None:
        _check_code(code, given)
    lasting = scopes.OFFLINE in code.grant.scopes
    return grants.redeem(code, mint, refresh=lasting)


def _check_code(code: Code, given: Mapping[str, str]) -> None:
    """Refusal unless the caller is who began: same address and scopes, the same verifier."""
    if given["redirect_uri"] != code.redirect_uri:
        raise Refusal(Fault.GRANT, "redirect_uri is not that of the authorization request")
    if not code.grant.account.is_active:
        raise Refusal(Fault.GRANT, "the account is closed")
    _check_scope(code.grant, given)
    _check_verifier(code, given.get("code_verifier", ""))


def _check_scope(grant: Grant, given: Mapping[str, str]) -> None:
    if {*given["scope"].split()} != {*grant.scopes} - {scopes.OFFLINE}:
        raise Refusal(Fault.SCOPE, "scope is not that of the authorization request")


def _check_verifier(code: Code, verifier: str) -> None:
    """A code with a challenge wants its verifier at either generation's endpoint."""
    if not code.code_challenge:
        if verifier:
            raise Refusal(Fault.NO_CHALLENGE, "a code_verifier without a code_challenge before")
        return
    digest = hashlib.sha256(verifier.encode()).digest()
    expected = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if not VERIFIER.fullmatch(verifier) or not hmac.compare_digest(expected, code.code_challenge):
        raise Refusal(Fault.CHALLENGE, "SHA-256 of the code_verifier is not the code_challenge")


def _for_refresh_token(system: System, given: Mapping[str, str], mint: _Pair) -> grants.Tokens:
    if "refresh_token" not in given:
        raise Refusal(Fault.MISSING, "refresh_token is missing")
    kept = grants.find_refresh_token(given["refresh_token"], system.client)
    if kept.spent_at is None:
        _check_scope(kept.grant, given)
    return grants.rotate(given["refresh_token"], system.client, mint)
