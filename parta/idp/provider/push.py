"""Pushed authorization requests (RFC 9126): what a client asks never stands in an address.

A pushed request outlives a sign-in by SMS, and may be looked at again and again by
the same person's browser.  It gives one code that can be redeemed: a second press
gives another in its place.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse

from parta.idp.accounts.claims import known_scopes
from parta.idp.accounts.goal import Goal
from parta.idp.provider import answers, rules
from parta.idp.provider.clients import client_endpoint
from parta.idp.provider.errors import Error, Refused, Unanswerable, Why
from parta.idp.provider.grants import Consented, revoke
from parta.idp.provider.models import Client, PushedRequest, digest
from parta.kit import clock
from parta.kit.ui.csp import origin

URN = "urn:ietf:params:oauth:request_uri:"
LIVES = timedelta(hours=1)
"""Time to sign in: a person may have to register first, or to fetch a phone for the code."""
PROOFS = {"client_secret", "client_assertion", "client_assertion_type"}


@client_endpoint
def push(client: Client, form: dict[str, str]) -> HttpResponse:
    if "request_uri" in form:
        raise Refused(Error.INVALID_REQUEST, "A pushed request can't name another one.")
    if form.get("redirect_uri") not in client.redirect_uris:
        raise Refused(Error.INVALID_REQUEST, "redirect_uri is not registered.")
    rules.check(form, known_scopes(), client.scopes)
    name = secrets.token_urlsafe(32)
    with transaction.atomic():
        PushedRequest.objects.create(
            hash=digest(name),
            client=client,
            parameters={key: value for key, value in form.items() if key not in PROOFS},
            expires_at=clock.now() + LIVES,
        )
    body = {"request_uri": URN + name, "expires_in": int(LIVES.total_seconds())}
    return answers.json(body, 201)


def find(request_uri: str, client: Client) -> PushedRequest:
    """The client's own living request, or Unanswerable."""
    found = PushedRequest.objects.filter(
        hash=digest(request_uri.removeprefix(URN)), client=client, expires_at__gt=clock.now()
    ).first()
    if found is None:
        raise _stale(client)
    return found


def use_up(hashed: str, yes: Consented) -> None:
    """Claim the request for this session, in the transaction that issues its code.

    A page pressed twice sends twice, and the browser follows only the last answer:
    the same session gets another code, and the one before is dead.  Any other
    session is Unanswerable; Refused when the client has redeemed the code.
    """
    sid = yes.signed_in.sid
    asked = PushedRequest.objects.select_for_update().filter(pk=hashed).first()
    if asked is None or asked.answered_in not in {"", sid}:
        raise _stale(yes.client)
    if not asked.answered_in:
        asked.answered_in = sid
        asked.save(update_fields=["answered_in"])
        return
    same = Q(client=yes.client, sid=sid, code__code_challenge=yes.asked.code_challenge)
    if not revoke(same & Q(code__spent_at=None)):
        raise Refused(Error.INVALID_REQUEST, "This request has been answered.")


def _stale(client: Client) -> Unanswerable:
    """The client is known, though not where it wanted the answer: back to its site by hand."""
    home = Goal(client.name, origin(next(iter(client.redirect_uris), "")))
    return Unanswerable(Why.STALE, home.name, home.site)
