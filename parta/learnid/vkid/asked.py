"""Reading a request that came to /authorize in VK ID's words."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse

from parta.idp.provider.door import Door
from parta.idp.provider.errors import Error, Refused, Unanswerable, Why
from parta.idp.provider.parameters import Lists
from parta.idp.provider.request_of import AskedRequest
from parta.idp.provider.sender import Sender, sender_of
from parta.learnid.vkid import rules

START, DECIDE = "authorize", "vkid-decide"


def asking(query: Lists) -> Sender:
    """Raises Unanswerable, also for a client that does not speak this dialect."""
    sender = sender_of(query)
    if not rules.speaks(sender.client.client_id):
        raise Unanswerable(Why.UNKNOWN_CLIENT)
    return replace(sender, parameters={**sender.parameters, **rules.language(sender.parameters)})


def door(sender: Sender) -> Door:
    """Raises Refused."""
    if sender.pushed:
        raise Refused(Error.REQUEST_URI_NOT_SUPPORTED)
    asked = rules.check(sender.parameters, sender.client.scopes)
    return Door(sender, asked, reverse(START), reverse(DECIDE))


def request_of(next: str) -> AskedRequest | None:  # noqa: A002 (the parameter of the pages)
    """The request at this address of this site; None when it can't be granted."""
    try:
        parts = urlsplit(next)
        query = QueryDict(parts.query)
        ours = not (parts.scheme or parts.netloc) and parts.path == reverse(START)
        if not ours or not rules.speaks(query.get("client_id", "")):
            return None
        sender = asking(query)
        asked = door(sender).asked
    except (ValueError, Refused, Unanswerable):
        return None
    return AskedRequest(sender.client, sender.redirect_uri, asked.scopes, {})
