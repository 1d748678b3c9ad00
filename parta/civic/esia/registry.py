"""Registering client systems: a mnemonic, a certificate, return addresses, scopes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parta.audit import record
from parta.civic.esia import certificates, gost
from parta.civic.esia.certificates import Certificate, Unfit
from parta.civic.esia.models import System, SystemCertificate
from parta.civic.esia.scopes import CLAIMS
from parta.idp.provider import registry as common
from parta.idp.provider.models import Client, ClientAuth
from parta.kit import clock

MNEMONIC = re.compile(r"[A-Za-z0-9_.-]{2,64}")
HERE_IS_NO_GOST = (
    f"and here OpenSSL has no GOST engine: `{gost.INSTALL}` brings it; restart the site afterwards."
)
LIVE = 2  # certificates of a system: the old and the new one while they are exchanged


@dataclass(frozen=True, slots=True)
class Wanted:
    """A system as the operator describes it."""

    mnemonic: str
    name: str
    addresses: common.Addresses
    scopes: Sequence[str] = tuple(CLAIMS)
    confirmed_only: bool = False
    gost_tokens: bool = False


def add(wanted: Wanted, certificate: bytes) -> System:
    """Raises Unfit, for the operator."""
    _check(wanted)
    found = fit(certificate, clock.now())
    row = _row(found)
    with transaction.atomic():
        if Client.objects.filter(client_id=wanted.mnemonic).exists():
            raise Unfit(f"{wanted.mnemonic} is registered already.")
        client = Client.objects.create(
            client_id=wanted.mnemonic,
            name=wanted.name,
            auth=ClientAuth.KEY,  # and no key: it can't pass OpenID Connect's token endpoint
            redirect_uris=list(wanted.addresses.after_sign_in),
            post_logout_redirect_uris=list(wanted.addresses.after_sign_out),
            scopes=[],
            sector=wanted.mnemonic,
        )
        system = System.objects.create(
            client=client,
            scopes=list(wanted.scopes),
            confirmed_only=wanted.confirmed_only,
            gost_tokens=wanted.gost_tokens,
        )
        SystemCertificate.objects.create(system=system, **row)
        _record("esia.added", system, found)
    return system


def ensure(wanted: Wanted, certificate: bytes) -> System:
    """The system as it is wanted now, added or changed.  Raises Unfit."""
    found = System.objects.select_related("client").filter(client_id=wanted.mnemonic).first()
    if found is None:
        return add(wanted, certificate)
    _check(wanted)
    fingerprint = certificates.read(certificate).fingerprint
    if not found.certificates.filter(fingerprint=fingerprint).exists():
        renew(found, certificate)
    found.client.name = wanted.name
    found.client.redirect_uris = list(wanted.addresses.after_sign_in)
    found.client.post_logout_redirect_uris = list(wanted.addresses.after_sign_out)
    found.scopes, found.confirmed_only = list(wanted.scopes), wanted.confirmed_only
    found.gost_tokens = wanted.gost_tokens
    with transaction.atomic():
        found.client.save()
        found.save()
        record("esia.changed", actor="system", object=f"client:{found.client_id}")
    return found


def renew(system: System, certificate: bytes) -> None:
    """One more certificate; the oldest goes where there would be more than LIVE."""
    found = fit(certificate, clock.now())
    row = _row(found)
    with transaction.atomic():
        System.objects.select_for_update().get(pk=system.pk)
        kept = list(system.certificates.order_by("-pk"))
        if any(one.fingerprint == found.fingerprint for one in kept):
            raise Unfit("This certificate is registered already.")
        for one in kept[LIVE - 1 :]:
            one.delete()
        SystemCertificate.objects.create(system=system, **row)
        _record("esia.renewed", system, found)


def remove(system: System) -> None:
    """With its consents and tokens."""
    with transaction.atomic():
        record("esia.removed", actor="system", object=f"client:{system.client_id}")
        system.client.delete()


def known(mnemonic: str) -> System:
    found = System.objects.select_related("client").filter(client_id=mnemonic).first()
    if found is None:
        raise Unfit(f"No client system is called {mnemonic}.")
    return found


def fit(file: bytes, now: datetime) -> Certificate:
    """A certificate that can be registered today."""
    found = certificates.read(file)
    if found.ends < now:
        raise Unfit(f"The certificate ended on {found.ends:%Y-%m-%d}.")
    if found.is_gost and not gost.available():
        raise Unfit(f"This is a GOST certificate, {HERE_IS_NO_GOST}")
    return found


def _row(found: Certificate) -> dict[str, object]:
    """Asks OpenSSL for the Streebog hash, so never inside a transaction."""
    try:
        streebog = gost.streebog(found.der) if gost.available() else ""
    except gost.Unavailable as unavailable:
        raise Unfit(f"The certificate can't be hashed now: {unavailable}.") from None
    return {"fingerprint": found.fingerprint, "der": found.der, "streebog": streebog}


def _check(wanted: Wanted) -> None:
    if not MNEMONIC.fullmatch(wanted.mnemonic):
        raise Unfit("A mnemonic has 2 to 64 Latin letters, digits, dots, dashes, underscores.")
    if strange := [scope for scope in wanted.scopes if scope not in CLAIMS]:
        raise Unfit(f"The scope {strange[0]} is not known. Known are: {' '.join(CLAIMS)}.")
    if wanted.gost_tokens and not gost.available():
        raise Unfit(f"Its tokens are to be signed by GOST, {HERE_IS_NO_GOST}")
    try:
        common.check(wanted.name, wanted.addresses)
    except common.Unfit as unfit:
        raise Unfit(str(unfit)) from None


def _record(action: str, system: System, certificate: Certificate) -> None:
    record(
        action,
        actor="system",
        object=f"client:{system.client_id}",
        detail={"certificate": certificate.fingerprint},
    )
