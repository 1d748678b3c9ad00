"""Registering apps that speak VK ID."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from parta.audit import record
from parta.idp.provider import registry as common
from parta.idp.provider.models import Client, ClientAuth
from parta.learnid.vkid.rules import PERSON, PHONE


@dataclass(frozen=True, slots=True)
class Wanted:
    """An app as the operator describes it."""

    name: str
    addresses: common.Addresses
    phone: bool = False  # it may ask for the number


def add(wanted: Wanted) -> Client:
    """Raises Unfit, for the operator."""
    common.check(wanted.name, wanted.addresses)
    app = str(10**7 + secrets.randbelow(9 * 10**7))
    with transaction.atomic():
        client = Client.objects.create(
            client_id=app,
            name=wanted.name,
            auth=ClientAuth.KEY,  # and no key: it can't pass OpenID Connect's token endpoint
            scopes=[PERSON, *([PHONE] if wanted.phone else [])],
            sector=app,
            **wanted.addresses.columns,
        )
        record("client.added", actor="system", object=f"client:{app}", detail={"dialect": "vkid"})
    return client
