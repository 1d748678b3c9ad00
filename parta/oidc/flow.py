"""Two halves of a sign-in: the way to the provider, and the way back."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from parta.oidc.pending import Pending, new, remember, take
from parta.oidc.provider import Provider, Registration, ask_as, discover
from parta.oidc.redeem import Identity, redeem
from parta.oidc.refusal import Flaw, Refusal, Stop, Why, protocol_error


@dataclass(frozen=True, slots=True)
class Ask:
    """What this sign-in wants beyond the usual."""

    keep: Mapping[str, Any] = field(default_factory=dict)
    """JSON that comes back with the answer; the provider never sees it."""
    max_age: timedelta | None = None
    """The person must have proved themselves to the provider no longer ago."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """More parameters of the request: prompt, login_hint, claims, …"""
    pushed: Mapping[str, str] = field(default_factory=dict)
    """Those that must not stand in an address: left out where nothing can be pushed."""


def begin(
    request: HttpRequest, registration: Registration, ask: Ask | None = None
) -> str | Refusal:
    """The address at the provider where the browser goes next."""
    ask = ask or Ask()
    anew = "login" in ask.extra.get("prompt", "").split()
    pending = new(registration.issuer, ask.max_age, ask.keep, anew=anew)
    state = secrets.token_urlsafe(24)
    parameters = {**ask.extra, **_parameters(registration, pending), "state": state}
    try:
        url = _address(registration, discover(registration.issuer), parameters, ask.pushed)
    except Stop as stop:
        return Refusal(stop.why, stop.detail, ask.keep)
    remember(request.session, state, pending)
    return url


def complete(request: HttpRequest, registration: Registration) -> Identity | Refusal:
    """Who came back, by the parameters of `request`.  Each answer is taken once."""
    kept: Mapping[str, Any] = {}
    try:
        answer = _once_each(request)
        pending = take(request.session, answer.get("state", ""), registration.issuer)
        kept = pending.kept
        provider = discover(registration.issuer)
        return redeem(registration, provider, pending, _code(answer, provider))
    except Stop as stop:
        return Refusal(stop.why, stop.detail, kept)


@dataclass(frozen=True, slots=True)
class Leave:
    """How the browser leaves a provider, and comes back (RP-Initiated Logout 1.0)."""

    id_token: str  # of the sign-in; "" where there was none: the provider may ask the person
    back: str  # the registered address to return to
    state: str


def sign_out_url(registration: Registration, leave: Leave) -> str:
    """Where the browser ends the provider's session; "" where that can't be asked for now.

    The provider is asked whether it is there: a browser that it leaves standing
    does not come back.
    """
    try:
        end_session = discover(registration.issuer, anew=True).end_session
    except Stop:
        return ""
    query = {
        "client_id": registration.client_id,
        "post_logout_redirect_uri": leave.back,
        "state": leave.state,
    }
    query |= {"id_token_hint": leave.id_token} if leave.id_token else {}
    return end_session and _with_query(end_session, query)


def _parameters(registration: Registration, pending: Pending) -> dict[str, str]:
    challenge = urlsafe_b64encode(sha256(pending.verifier.encode()).digest()).rstrip(b"=")
    parameters = {
        "response_type": "code",
        "client_id": registration.client_id,
        "redirect_uri": registration.redirect_uri,
        "scope": registration.scope,
        "nonce": pending.nonce,
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }
    if pending.max_age is not None:
        parameters["max_age"] = str(int(pending.max_age.total_seconds()))
    return parameters


def _address(
    registration: Registration,
    provider: Provider,
    parameters: Mapping[str, str],
    pushed: Mapping[str, str],
) -> str:
    """With the parameters in the URL, or pushed beforehand (RFC 9126) where that is offered."""
    if not provider.pushed:
        return _with_query(provider.authorization, parameters)
    answer = ask_as(registration, provider, provider.pushed, {**pushed, **parameters})
    request_uri = answer.body.get("request_uri")
    if not answer.ok or not isinstance(request_uri, str):
        raise protocol_error(answer.body.get("error"))
    query = {"client_id": registration.client_id, "request_uri": request_uri}
    return _with_query(provider.authorization, query)


def _once_each(request: HttpRequest) -> dict[str, str]:
    """The parameters that came back; one given twice is nobody's honest answer."""
    answer = {name: values[-1] for name, values in request.GET.lists()}
    if any(len(values) > 1 for _, values in request.GET.lists()):
        raise Stop(Why.UNTRUSTED, Flaw.REPEATED)
    return answer


def _code(answer: Mapping[str, str], provider: Provider) -> str:
    """The code of the answer, if it is one and comes from `provider` (RFC 9207)."""
    unnamed = "" if provider.names_itself else provider.issuer
    if answer.get("iss", unnamed) != provider.issuer:
        raise Stop(Why.UNTRUSTED, Flaw.MIX_UP)
    if "error" in answer or not answer.get("code"):
        raise protocol_error(answer.get("error"))
    return answer["code"]


def _with_query(url: str, query: Mapping[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"
