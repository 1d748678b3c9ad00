"""What the operator's form does to the rows, with its line in the audit."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest

from parta.audit import record
from parta.idp.operators.access import actor
from parta.idp.operators.client_form import ClientForm
from parta.idp.provider import registry
from parta.idp.provider.grants import revoke
from parta.idp.provider.models import Client, ClientAuth


def add(form: ClientForm, request: HttpRequest) -> tuple[Client, str | None]:
    """The new client and its secret, "" where it has none.  Raises registry.Unfit.

    A form that comes again finds the client it has made; later than one press, and without
    the secret: None.
    """
    try:
        with transaction.atomic():
            client, secret = registry.add(form.wanted, actor(request), form.cleaned_data["drawn"])
            Client.objects.filter(pk=client.pk).update(**form.beside)
    except IntegrityError:
        return registry.again(form.cleaned_data["drawn"])
    return client, secret


def change(client: Client, form: ClientForm, request: HttpRequest) -> None:
    """Raises registry.Unfit.  A client that proves itself otherwise from now on keeps no secret."""
    wanted = form.wanted
    registry.check(wanted.name, wanted.addresses)
    columns: dict[str, Any] = {
        "name": wanted.name,
        "auth": wanted.auth,
        "jwks": wanted.jwks,
        "id_token_alg": wanted.id_token_alg,
        **wanted.addresses.columns,
        **form.beside,
    }
    changed = sorted(name for name, value in columns.items() if getattr(client, name) != value)
    if not changed:
        return
    with transaction.atomic():
        Client.objects.filter(pk=client.pk).update(**columns)
        if wanted.auth != ClientAuth.SECRET:
            client.secrets.all().delete()
        _record("client.changed", client, request, {"changed": changed})


def switch(client: Client, request: HttpRequest, *, on: bool) -> None:
    """Off: nobody signs in through the client any more, and what it holds is dead."""
    with transaction.atomic():
        if not Client.objects.filter(pk=client.pk, is_active=not on).update(is_active=on):
            return
        if not on:
            revoke(Q(client_id=client.pk))
        _record("client.switched-on" if on else "client.switched-off", client, request, {})


def _record(action: str, client: Client, request: HttpRequest, detail: dict[str, Any]) -> None:
    about = f"client:{client.client_id}"
    record(action, actor=actor(request), object=about, detail=detail, request=request)
