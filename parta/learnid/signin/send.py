"""The SMS of this way: one, however often a page is reloaded or a button pressed."""

from django.http import HttpRequest

from parta.idp import codes
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.codes import Purpose, Refusal


def send_code(request: HttpRequest, phone: str) -> Refusal | None:
    """Send a code to the number unless a living one is there; or why none was sent."""
    sent = codes.issue(request, Identifier(Kind.PHONE, phone), Purpose.SIGN_IN)
    return sent if isinstance(sent, Refusal) else None
