"""A client's secrets: two may live while the client changes from the old to the new."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from parta.audit import record
from parta.idp.provider import drawn as draws
from parta.idp.provider.models import Client, ClientAuth, ClientSecret, digest
from parta.idp.provider.registry import Unfit
from parta.kit import clock

MOST = 2


class ShownAlready(Exception):
    """The form comes again, later than a second press: its secret has been shown its once."""


def living(client: Client) -> QuerySet[ClientSecret]:
    """Oldest first."""
    still = Q(ends_at=None) | Q(ends_at__gt=clock.now())
    return ClientSecret.objects.filter(still, client=client).order_by("pk")


def rotate(
    client: Client,
    by: str,
    *,
    old_ends: datetime | None = None,
    drawn: str = "",
    request: HttpRequest | None = None,
) -> str:
    """A new secret, shown once.  The one before lives on, until it is ended or `old_ends`.

    The second press of a form, with the same `drawn`, gets the same secret.  Raises Unfit
    where two live already: one of them is the only one that the client has.  Raises
    ShownAlready where the form's secret is an old one.
    """
    if client.auth != ClientAuth.SECRET:
        raise Unfit("This client has no secret.")
    secret = draws.secret(drawn or draws.draw(), client.client_id)
    with transaction.atomic():
        Client.objects.select_for_update().get(pk=client.pk)
        if _just_made(client, secret):
            return secret
        if ClientSecret.objects.filter(hash=digest(secret)).exists():
            raise ShownAlready
        if living(client).count() >= MOST:
            raise Unfit("Two secrets live already; end the old one first.")
        if old_ends:
            living(client).update(ends_at=old_ends)
        ClientSecret.objects.create(client=client, hash=digest(secret))
        _record("client.secret-added", client, by, request)
    return secret


def end_old(client: Client, by: str, request: HttpRequest | None = None) -> bool:
    """From now on the newest secret is the only one; False when it was so already."""
    with transaction.atomic():
        Client.objects.select_for_update().get(pk=client.pk)
        newest = living(client).last()
        old = living(client).exclude(pk=newest.pk) if newest else ClientSecret.objects.none()
        if not old.update(ends_at=clock.now()):
            return False
        _record("client.secret-ended", client, by, request)
    return True


def _just_made(client: Client, secret: str) -> bool:
    since = clock.now() - draws.ONE_PRESS
    return living(client).filter(hash=digest(secret), made_at__gt=since).exists()


def _record(action: str, client: Client, by: str, request: HttpRequest | None) -> None:
    record(action, actor=by, object=f"client:{client.client_id}", request=request)
