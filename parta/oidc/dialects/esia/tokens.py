"""What the ESIA's tokens must hold before anything they say is believed.

No nonce stands in them: that a token belongs to this sign-in follows from the
code that was exchanged for it.  Its keys are not published at an address but in
a certificate, which the operator configures.
"""

import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from joserfc.errors import JoseError
from joserfc.jwk import Key

from parta.oidc import jose
from parta.oidc.dialects.esia.signing import PATIENCE_SECONDS, certificate_of
from parta.oidc.dialects.terms import SIGNATURE
from parta.oidc.jose import LEEWAY, Claims, UnknownKey, seconds
from parta.oidc.refusal import Flaw, Stop, Why

SUBJECT, SESSION, OWNER = "urn:esia:sbj", "urn:esia:sid", "urn:esia:sbj_id"
OID = f"{SUBJECT}:oid"


@dataclass(frozen=True, slots=True)
class Seal:
    """How the signature of a token is known to be the ESIA's."""

    certificate: str = ""  # path: RS256 under its key
    command: str = ""  # in its place: `{signature}` is a file, the message comes on standard input

    def claims(self, token: object) -> Claims:
        """What `token` says.  Raises Stop unless the signature holds."""
        if not isinstance(token, str) or not token:
            raise Stop(Why.UNTRUSTED, Flaw.NO_ID_TOKEN)
        found = self._by_command(token) if self.command else self._by_certificate(token)
        if isinstance(found, Flaw):
            raise Stop(Why.UNTRUSTED, found)
        return found

    def _by_certificate(self, token: str) -> Claims | Flaw:
        try:
            return jose.claims(token, _key(self.certificate))
        except UnknownKey:
            return Flaw.SIGNATURE

    def _by_command(self, token: str) -> Claims | Flaw:
        parts = jose.apart(token)
        if parts is None or not _holds(self.command, parts.message, parts.signature):
            return Flaw.SIGNATURE
        return parts.claims


@dataclass(frozen=True, slots=True)
class Expected:
    issuer: str  # the ESIA's address
    client_id: str
    signed_in_since: datetime | None
    now: datetime


def oid_of(identity: Claims, access: Claims, expected: Expected) -> str:
    """Whose tokens they are.  Raises Stop unless both are for this system, of one person, now.

    An old sign-in is nobody's lie: the ESIA knows no prompt and keeps who was there.
    """
    number = _number(identity.get("sub"))
    subject = identity.get(SUBJECT)
    about = subject if isinstance(subject, Mapping) else {}
    checks = [
        (Flaw.ISSUER, _is_of(identity, expected) and _is_of(access, expected)),
        (Flaw.AUDIENCE, identity.get("aud") in (expected.client_id, [expected.client_id])),
        (Flaw.AUDIENCE, access.get("client_id") == expected.client_id),
        (Flaw.EXPIRY, _lives(identity, expected.now) and _lives(access, expected.now)),
        (Flaw.SUBJECT, bool(number) and _number(about.get(OID)) == number),
        (Flaw.ACCESS_TOKEN, _number(access.get(OWNER)) == number),
        (Flaw.AUTH_TIME, _signed_in_recently(identity, expected)),
    ]
    for wrong, holds in checks:
        if not holds:
            raise Stop(Why.STALE if wrong is Flaw.AUTH_TIME else Why.UNTRUSTED, wrong)
    return number


def _is_of(claims: Claims, expected: Expected) -> bool:
    """It writes http and a slash at the end, whatever address it is reached by."""
    ours = urlsplit(expected.issuer).netloc
    names = [f"{scheme}://{ours}{end}" for scheme in ("http", "https") for end in ("", "/")]
    return claims.get("iss") in names


def _lives(claims: Claims, now: datetime) -> bool:
    expires, begins = seconds(claims.get("exp")), seconds(claims.get("nbf", 0))
    moment, leeway = now.timestamp(), LEEWAY.total_seconds()
    return (
        expires is not None and begins is not None and begins - leeway <= moment < expires + leeway
    )


def _signed_in_recently(claims: Claims, expected: Expected) -> bool:
    if expected.signed_in_since is None:
        return True
    at, leeway = seconds(claims.get("auth_time")), LEEWAY.total_seconds()
    oldest = expected.signed_in_since.timestamp() - leeway
    return at is not None and oldest <= at <= expected.now.timestamp() + leeway


def _number(value: Any) -> str:
    """An OID, as a number or as text; "" for anything else."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return text if isinstance(text, str) and text.isascii() and text.isdigit() else ""


@cache
def _key(path: str) -> Key:
    public = certificate_of(path).public_key()
    try:
        encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        return jose.import_pem(public.public_bytes(encoding, form))
    except (JoseError, ValueError) as error:
        raise Stop(Why.REFUSED, f"{path} holds no RSA key: set a verifying command") from error


def _holds(command: str, message: bytes, signature: bytes) -> bool:
    with tempfile.NamedTemporaryFile() as file:
        file.write(signature)
        file.flush()
        words = [word.replace(SIGNATURE, file.name) for word in shlex.split(command)]
        try:
            done = subprocess.run(  # noqa: S603 (the operator's own command)
                words, input=message, capture_output=True, timeout=PATIENCE_SECONDS, check=False
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise Stop(Why.REFUSED, f"the verifying command fails: {error}") from error
    return done.returncode == 0
