"""Clients by their names: what every request of the protocol begins with."""

from typing import Final

from parta.idp.provider.models import Client
from parta.kit import plain

COLUMNS: Final = plain.Columns(Client, without={"logo"})  # which may be big
CLIENT: Final = f"""
SELECT {COLUMNS.of("c")} FROM provider_client c WHERE c.client_id = %s AND c.is_active"""  # noqa: S608


def client_named(client_id: str) -> Client | None:
    """The active client."""
    return plain.found(COLUMNS, CLIENT, client_id)
