"""The address at which a provider tells of a logout.

200 when the sessions that it names are over, were so already, or never were
here; 400 when it is not to be believed, or not yet.  Nobody keeps the answer.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from parta.kit import clock
from parta.oidc.backchannel import logout_token
from parta.oidc.backchannel.models import SpentToken
from parta.oidc.backchannel.stays import Source, resting_on
from parta.oidc.flow import tells_of_logouts
from parta.oidc.jose import FRESH, LEEWAY, Claims
from parta.oidc.provider import Registration, believed, discover
from parta.oidc.refusal import Flaw, Stop, Why

log = logging.getLogger("parta.oidc")


@dataclass(frozen=True, slots=True)
class Ear:
    """Who may tell us what: the provider, what the site asked it for, and what a logout ends."""

    registration: Registration
    purpose: str
    end: Callable[[Sequence[str], HttpRequest], None]
    """Ends browser sessions, by their keys, within the transaction that forgets them."""


def receive(request: HttpRequest, ear: Ear) -> HttpResponse:
    """Answer one logout token of `ear`'s provider."""
    try:
        claims = _told(request, ear.registration)
        _end(claims, ear, request)
    except Stop as stop:
        log.warning("logout not believed: %s (%s)", stop.why, stop.detail)
        error = "invalid_request" if stop.why is Why.UNTRUSTED else "temporarily_unavailable"
        return _never_kept(JsonResponse({"error": error}, status=400))
    return _never_kept(HttpResponse())


def _told(request: HttpRequest, registration: Registration) -> Claims:
    if not tells_of_logouts(registration):
        raise Stop(Why.UNTRUSTED, Flaw.DIALECT)
    tokens = request.POST.getlist("logout_token")
    if len(tokens) != 1:
        raise Stop(Why.UNTRUSTED, Flaw.REPEATED if tokens else Flaw.EVENT)
    expected = logout_token.Expected(registration.issuer, registration.client_id)
    verify = partial(logout_token.verify, tokens[0], expected=expected, now=clock.now())
    return believed(discover(registration.issuer), verify)


def _end(claims: Claims, ear: Ear, request: HttpRequest) -> None:
    source = Source(claims["iss"], claims.get("sub", ""), claims.get("sid", ""))
    with transaction.atomic():
        if not _first_time(claims):
            raise Stop(Why.UNTRUSTED, Flaw.REPLAYED)
        stays = list(resting_on(ear.purpose, source).select_for_update())
        ear.end([stay.session_key for stay in stays], request)
        for stay in stays:
            stay.delete()


def _first_time(claims: Claims) -> bool:
    """Remembered for as long as the token could be taken for a fresh one."""
    digest = sha256(f"{claims['iss']} {claims['jti']}".encode()).hexdigest()
    row = {"expires_at": clock.now() + FRESH + LEEWAY}
    return SpentToken.objects.get_or_create(digest=digest, defaults=row)[1]


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
