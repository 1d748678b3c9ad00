"""The sign-ins of a person that have happened: written by the session, read by the person alone."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from parta.idp.accounts.agents import words
from parta.idp.accounts.models import PastSignIn
from parta.kit import clock
from parta.kit.address import client_address, network

KEPT = timedelta(days=90)
SHOWN = 30


def note(request: HttpRequest, account: UUID, amr: tuple[str, ...]) -> None:
    """Inside the caller's transaction."""
    PastSignIn.objects.create(
        account_id=account,
        at=clock.now(),
        agent=words(request.headers.get("User-Agent", "")),
        network=network(client_address(request)),
        amr=list(amr),
    )


def of(account: UUID) -> QuerySet[PastSignIn]:
    """The last ones, newest first."""
    rows = PastSignIn.objects.filter(account_id=account, at__gt=clock.now() - KEPT)
    return rows.order_by("-at", "-pk")[:SHOWN]
