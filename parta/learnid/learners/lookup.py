"""Pages that tell whether a number is known make whoever types many numbers wait."""

from datetime import timedelta

from django.http import HttpRequest

from parta.idp.accounts import tries
from parta.idp.accounts.network import subscriber
from parta.idp.accounts.rules import Policy
from parta.kit import clock
from parta.kit.address import client_address

LOOKUPS = Policy(200, timedelta(seconds=1), timedelta(seconds=5), timedelta(minutes=10))
"""Numbers typed at one address: a machine learns one in five seconds at most; a
school stands behind one address, so 200 are free."""


def pay(request: HttpRequest) -> timedelta | None:
    """Before the number is looked at; how long to wait, or None."""
    name = tries.key("lookup", subscriber(client_address(request)))
    return tries.pay(name, LOOKUPS, clock.now())
