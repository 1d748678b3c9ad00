"""The contact that one page tells the next: in the session, never in an address.

Addresses stay in histories and logs.  It is told for a short while: the computer
may be a shared one.
"""

from datetime import timedelta

from django.http import HttpRequest

from parta.kit import clock

KEY = "meant"
LIVES = timedelta(minutes=10)


def tell(request: HttpRequest, contact: str) -> None:
    request.session[KEY] = [contact, clock.now().timestamp()]


def told(request: HttpRequest) -> str:
    contact, at = request.session.get(KEY, ["", 0.0])
    return str(contact) if clock.now().timestamp() - at < LIVES.total_seconds() else ""
