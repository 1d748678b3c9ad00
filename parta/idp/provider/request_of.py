"""What a client asked for, told to a page that stands between the request and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse

from parta.idp.accounts.claims import known_scopes
from parta.idp.provider import rules
from parta.idp.provider.errors import Refused, Unanswerable
from parta.idp.provider.models import Client
from parta.idp.provider.sender import sender_of


@dataclass(frozen=True, slots=True)
class AskedRequest:
    client: Client
    redirect_uri: str  # letter by letter one of the client's
    scopes: tuple[str, ...]
    values: Mapping[str, str]
    """What the client believes to know already: claim → value, as sent, to be checked."""
    pushed: bool = False  # by the back door, where the client has proved itself


def request_of(next: str) -> AskedRequest | None:  # noqa: A002 (the parameter of the pages)
    """The request at this address, also a pushed one; None when it can't be granted."""
    try:
        parts = urlsplit(next)
        if parts.scheme or parts.netloc or parts.path != reverse("authorize"):
            return None
        sender = sender_of(QueryDict(parts.query))
        asked = rules.check(sender.parameters, known_scopes(), sender.client.scopes)
    except (ValueError, Refused, Unanswerable):
        return None
    return AskedRequest(
        sender.client,
        sender.redirect_uri,
        asked.scopes,
        asked.wanted.values,
        pushed=bool(sender.pushed),
    )
