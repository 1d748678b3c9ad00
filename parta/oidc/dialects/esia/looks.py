"""What is wrong with this system's place at the ESIA, as far as it can be seen from here."""

from collections.abc import Iterator
from datetime import timedelta

import httpx

from parta.kit import clock, http
from parta.oidc.dialects.esia.signing import Detached, Signer, certificate_of, key_of
from parta.oidc.dialects.esia.tokens import Seal
from parta.oidc.provider import Registration
from parta.oidc.refusal import Stop

SOON = timedelta(days=30)


def look(registration: Registration, signer: Signer, seal: Seal, settings: str) -> Iterator[str]:
    try:
        http.client().get(registration.issuer)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        name = type(error).__name__
        yield f"{registration.issuer} ({settings}_ISSUER) does not answer: {name}."
    try:
        signer(b"a string to be signed")
        if isinstance(signer, Detached):
            yield from _pair(signer, settings)
    except Stop as stop:
        yield f"Requests to the ESIA can't be signed: {stop.detail}."
    if seal.certificate:
        yield from _life(seal.certificate, f"{settings}_PROVIDER_CERTIFICATE")


def _pair(signer: Detached, settings: str) -> Iterator[str]:
    if certificate_of(signer.certificate).public_key() != key_of(signer.key).public_key():
        yield f"{settings}_KEY is not the key of {settings}_CERTIFICATE."
    yield from _life(signer.certificate, f"{settings}_CERTIFICATE")


def _life(path: str, setting: str) -> Iterator[str]:
    try:
        ends = certificate_of(path).not_valid_after_utc
    except Stop as stop:
        yield f"{setting} can't be used: {stop.detail}."
        return
    if ends < clock.now() + SOON:
        yield f"The certificate of {setting} ends on {ends:%d.%m.%Y}: get the next one."
