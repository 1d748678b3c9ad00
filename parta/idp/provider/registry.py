"""Registering clients: what may be registered, and the secret that is shown once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from parta.audit import record
from parta.idp.accounts.claims import known_scopes
from parta.idp.provider import drawn as draws
from parta.idp.provider.addresses import fault_of, fault_of_backchannel, fault_of_origin
from parta.idp.provider.client_keys import fault_of_keys
from parta.idp.provider.models import Algorithm, Client, ClientAuth, ClientSecret, digest
from parta.idp.provider.rules import OFFLINE
from parta.kit import clock


class Unfit(Exception):
    """A client that can't be registered; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a client takes people back, is called itself, and calls from."""

    after_sign_in: Sequence[str]
    after_sign_out: Sequence[str] = ()
    backchannel: str = ""  # where it is told of ended sessions
    origins: Sequence[str] = ()  # of its pages that call us from a browser

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "redirect_uris": list(self.after_sign_in),
            "post_logout_redirect_uris": list(self.after_sign_out),
            "backchannel_logout_uri": self.backchannel,
            "origins": list(self.origins),
        }


@dataclass(frozen=True, slots=True)
class Wanted:
    """A client as the operator describes it."""

    name: str
    addresses: Addresses
    auth: ClientAuth = ClientAuth.SECRET
    jwks: Mapping[str, Any] = field(default_factory=dict)  # of a client with keys
    id_token_alg: Algorithm = Algorithm.RS256
    offline: bool = False  # may have refresh tokens


def add(wanted: Wanted, by: str = "system", drawn: str = "") -> tuple[Client, str]:
    """A new client for every scope of this site, and its secret, "" where it has none.

    `by` is the audit's actor.  Raises Unfit; IntegrityError when a client has come of
    the same `drawn` already: see again().
    """
    check(wanted.name, wanted.addresses)
    if wanted.auth == ClientAuth.KEY and (fault := fault_of_keys(wanted.jwks)):
        raise Unfit(f"The keys can't be used: {fault}.")
    drawn = drawn or draws.draw()
    client_id = draws.client_id(drawn)
    secret = draws.secret(drawn, client_id) if wanted.auth == ClientAuth.SECRET else ""
    with transaction.atomic():
        client = Client.objects.create(
            client_id=client_id,
            name=wanted.name,
            auth=wanted.auth,
            jwks=dict(wanted.jwks),
            id_token_alg=wanted.id_token_alg,
            scopes=[*known_scopes(), *([OFFLINE] if wanted.offline else [])],
            sector=client_id,
            **wanted.addresses.columns,
        )
        if secret:
            ClientSecret.objects.create(client=client, hash=digest(secret))
        record("client.added", actor=by, object=f"client:{client_id}")
    return client, secret


def again(drawn: str) -> tuple[Client, str | None]:
    """The client that came of `drawn`, with its secret while that is one press still."""
    client = Client.objects.get(client_id=draws.client_id(drawn))
    if clock.now() - client.created_at > draws.ONE_PRESS:
        return client, None
    secret = draws.secret(drawn, client.client_id)
    return client, secret if client.secrets.filter(hash=digest(secret)).exists() else ""


def ensure(client_id: str, name: str, addresses: Addresses, secret: str) -> bool:
    """Make the client of this installation what it has to be; whether anything changed.

    Its sector stays, so that the people it knows stay who they are.
    """
    check(name, addresses)
    wanted = {
        "name": name,
        "auth": ClientAuth.SECRET,
        "scopes": list(known_scopes()),
        **addresses.columns,
    }
    kept = Client.objects.filter(client_id=client_id).values(*wanted).first()
    hashes = ClientSecret.objects.filter(client_id=client_id).values_list("hash", flat=True)
    if kept == wanted and list(hashes) == [digest(secret)]:
        return False
    with transaction.atomic():
        client, _ = Client.objects.update_or_create(
            client_id=client_id,
            defaults=wanted,
            create_defaults={**wanted, "sector": client_id},
        )
        client.secrets.exclude(hash=digest(secret)).delete()
        client.secrets.get_or_create(hash=digest(secret))
        record("client.ensured", actor="system", object=f"client:{client_id}")
    return True


def check(name: str, addresses: Addresses) -> None:
    """Raises Unfit."""
    if not name.strip() or len(name) > 100:
        raise Unfit("A client needs a name of at most 100 characters.")
    if not addresses.after_sign_in:
        raise Unfit("A client needs at least one redirect URI.")
    for uri in (*addresses.after_sign_in, *addresses.after_sign_out):
        _fit(uri, "a redirect URI", fault_of(uri))
    if addresses.backchannel:
        fault = fault_of_backchannel(addresses.backchannel)
        _fit(addresses.backchannel, "a back-channel logout URI", fault)
    for origin in addresses.origins:
        _fit(origin, "an origin", fault_of_origin(origin))


def _fit(address: str, what: str, fault: str | None) -> None:
    if fault:
        raise Unfit(f"{address} can't be {what}: {fault}.")
