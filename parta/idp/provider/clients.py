"""Who calls: a client proved by its secret or its key, or a public one by its name alone."""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any, cast
from urllib.parse import unquote_plus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parta.idp.provider import answers
from parta.idp.provider.assertion import by_key
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.known import COLUMNS as CLIENTS
from parta.idp.provider.models import Client, ClientAuth, ClientSecret, digest
from parta.idp.provider.parameters import once
from parta.kit import clock, plain

FORM = "application/x-www-form-urlencoded"
CHALLENGE = 'Basic realm="client"'
USE_NOTED_EACH = timedelta(hours=1)
SECRETS = plain.Columns(ClientSecret)
SECRET = f"""
SELECT {SECRETS.of("s")}, {CLIENTS.of("c")} FROM provider_clientsecret s
JOIN provider_client c ON c.client_id = s.client_id
WHERE s.hash = %s AND s.client_id = %s"""  # noqa: S608


def client_endpoint(view: Callable[[Client, dict[str, str]], HttpResponse]) -> Callable[..., Any]:
    """An endpoint that only clients call: POST, a form, proved, refusals as JSON."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def endpoint(request: HttpRequest) -> HttpResponse:
        try:
            form = _form(request)
            return view(prove(request.headers.get("Authorization", ""), form), form)
        except Refused as refused:
            return answers.json_refusal(refused, CHALLENGE)

    return endpoint


def _form(request: HttpRequest) -> dict[str, str]:
    if request.content_type != FORM:
        raise Refused(Error.INVALID_REQUEST, f"The body must be {FORM}.")
    return once(request.POST)


def prove(authorization: str, form: Mapping[str, str]) -> Client:
    """The client, or Refused.  One way of proof at a time (RFC 6749 §2.3)."""
    if bool(authorization) + ("client_secret" in form) + ("client_assertion" in form) > 1:
        raise Refused(Error.INVALID_REQUEST, "More than one way of client authentication.")
    client = _proved(authorization, form)
    if client is None:
        raise Refused(Error.INVALID_CLIENT)
    if form.get("client_id", client.client_id) != client.client_id:
        raise Refused(Error.INVALID_REQUEST, "client_id differs from the authenticated client.")
    return client


def _proved(authorization: str, form: Mapping[str, str]) -> Client | None:
    if authorization:
        return by_secret(*_basic(authorization))
    if "client_assertion" in form:
        return by_key(form)
    client_id = form.get("client_id", "")
    secret = form.get("client_secret")
    return _public(client_id) if secret is None else by_secret(client_id, secret)


def _public(client_id: str) -> Client | None:
    """A client that has nothing to prove itself by."""
    known = Client.objects.filter(client_id=client_id, auth=ClientAuth.NONE, is_active=True)
    return known.first()


def by_secret(client_id: str, secret: str) -> Client | None:
    """The client that has this living secret.

    A look-up by digest tells a guesser nothing by its time: 256 random bits.
    """
    found = plain.joined((SECRETS, CLIENTS), SECRET, digest(secret), client_id)
    if found is None:
        return None
    (kept, client), now = found, clock.now()
    if kept.ends_at and kept.ends_at <= now:
        return None
    if client.auth != ClientAuth.SECRET or not client.is_active:
        return None
    if kept.used_at is None or now - kept.used_at > USE_NOTED_EACH:
        with transaction.atomic():
            ClientSecret.objects.filter(pk=kept.pk).update(used_at=now)
    return cast(Client, client)


def _basic(authorization: str) -> tuple[str, str]:
    """Both halves are form-encoded before they are joined (RFC 6749 §2.3.1)."""
    scheme, _, encoded = authorization.partition(" ")
    try:
        pair = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        pair = ""
    client_id, colon, secret = pair.partition(":")
    if scheme.lower() != "basic" or not colon or "\x00" in unquote_plus(client_id):
        raise Refused(Error.INVALID_CLIENT)
    return unquote_plus(client_id), unquote_plus(secret)
