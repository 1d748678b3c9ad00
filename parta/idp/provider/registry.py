"""Registering clients: what may be registered, and the secret that is shown once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from parta.audit import record
from parta.idp.accounts.claims import known_scopes
from parta.idp.provider.models import Client, ClientAuth, ClientSecret, digest

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class Unfit(Exception):
    """A client that can't be registered; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a client takes people back."""

    after_sign_in: Sequence[str]
    after_sign_out: Sequence[str] = ()


def add(name: str, addresses: Addresses, public: bool) -> tuple[Client, str]:
    """A new client for every scope of this site, and its secret ("" for a public one)."""
    check(name, addresses)
    client_id = secrets.token_urlsafe(12)
    secret = "" if public else secrets.token_urlsafe(32)
    with transaction.atomic():
        client = Client.objects.create(
            client_id=client_id,
            name=name,
            auth=ClientAuth.NONE if public else ClientAuth.SECRET,
            redirect_uris=list(addresses.after_sign_in),
            post_logout_redirect_uris=list(addresses.after_sign_out),
            scopes=list(known_scopes()),
            sector=client_id,
        )
        if secret:
            ClientSecret.objects.create(client=client, hash=digest(secret))
        record("client.added", actor="system", object=f"client:{client_id}")
    return client, secret


def ensure(client_id: str, name: str, addresses: Addresses, secret: str) -> bool:
    """Make the client of this installation what it has to be; whether anything changed.

    Its sector stays, so that the people it knows stay who they are.
    """
    check(name, addresses)
    wanted = {
        "name": name,
        "auth": ClientAuth.SECRET,
        "redirect_uris": list(addresses.after_sign_in),
        "post_logout_redirect_uris": list(addresses.after_sign_out),
        "scopes": list(known_scopes()),
    }
    kept = Client.objects.filter(client_id=client_id).values(*wanted).first()
    secrets_kept = ClientSecret.objects.filter(client_id=client_id, ends_at=None)
    if kept == wanted and list(secrets_kept.values_list("hash", flat=True)) == [digest(secret)]:
        return False
    with transaction.atomic():
        client, _ = Client.objects.update_or_create(
            client_id=client_id,
            defaults=wanted,
            create_defaults={**wanted, "sector": client_id},
        )
        client.secrets.all().delete()
        ClientSecret.objects.create(client=client, hash=digest(secret))
        record("client.ensured", actor="system", object=f"client:{client_id}")
    return True


def check(name: str, addresses: Addresses) -> None:
    if not name.strip() or len(name) > 100:
        raise Unfit("A client needs a name of at most 100 characters.")
    if not addresses.after_sign_in:
        raise Unfit("A client needs at least one redirect URI.")
    for uri in (*addresses.after_sign_in, *addresses.after_sign_out):
        if fault := fault_of(uri):
            raise Unfit(f"{uri} can't be a redirect URI: {fault}.")


def fault_of(uri: str) -> str | None:
    """Why an address can't take answers, or None when it can.

    https anywhere; http only on this machine; an app's own scheme must be a
    domain turned round (RFC 8252 §7.1), which no browser gives a meaning.
    """
    try:
        parts = urlsplit(uri)
        host = parts.hostname or ""
    except ValueError:
        return "it is not a URL"
    if not uri.isascii() or not uri.isprintable() or " " in uri:
        return "it holds characters that a URL can't"
    if "#" in uri or parts.username or parts.password:
        return "it has a fragment or a user name"
    return _fault_of_scheme(parts.scheme, host)


def _fault_of_scheme(scheme: str, host: str) -> str | None:
    if scheme == "https":
        return None if host else "it has no host"
    if scheme == "http":
        local = host in LOOPBACK or host.endswith(".localhost") or _ours_is_http()
        return None if local else "http is only for this machine"
    return None if "." in scheme else "its scheme is neither https nor an app's own domain"


def _ours_is_http() -> bool:
    """A site that is itself public by http, in a test bed, can't ask more of its clients."""
    return str(settings.ISSUER).startswith("http://")
