"""Whether a request comes from the system that it names: its signature, under its certificate."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from parta.civic.esia import certificates, cms, gost, rules
from parta.civic.esia.certificates import Certificate
from parta.civic.esia.cms import Signature
from parta.civic.esia.der import Malformed
from parta.civic.esia.errors import Fault, Refusal
from parta.civic.esia.models import System, SystemCertificate
from parta.civic.esia.rules import Generation, Step

SEQUENCE = b"\x30"
LONGEST_RAW = 512  # bytes that most keys sign in
HASH = "client_certificate_hash"


def check(
    system: System, generation: Generation, step: Step, given: Mapping[str, str], now: datetime
) -> None:
    """Raise Refusal unless one of the system's certificates has signed the request."""
    message = rules.signed_string(generation, step, given)
    shown = rules.signed_string(generation, step, {**given, "code": "<code>"})
    rows = list(system.certificates.order_by("pk"))
    try:
        secret = rules.unpacked(given["client_secret"])
        if generation is Generation.OLD:
            signed = _check_cms(secret, rows, message.encode(), now)
        else:
            signed = _check_raw(secret, _named(rows, given), message.encode(), now)
    except rules.Unreadable:
        raise Refusal(Fault.SECRET, "client_secret is not base64", shown) from None
    except gost.Unavailable as unavailable:
        raise Refusal(Fault.BUSY, str(unavailable)) from None
    if not signed:
        raise Refusal(Fault.SECRET, "the signature does not fit the string", shown)


def _check_cms(
    secret: bytes, rows: Sequence[SystemCertificate], message: bytes, now: datetime
) -> bool:
    try:
        signature = cms.read(secret)
    except Malformed as malformed:
        raise Refusal(Fault.SECRET, f"client_secret is no CMS in DER: {malformed}") from None
    signer = (signature.issuer, signature.serial)
    known = [certificates.of(bytes(row.der)) for row in rows]
    found = [one for one in known if (one.issuer, one.serial) == signer]
    if not found:
        raise Refusal(Fault.MISMATCH, "the signer's certificate is not one of the system's")
    living = _living(found, now)
    if signature.content not in (None, message):
        said = (signature.content or b"")[:300]
        raise Refusal(Fault.SECRET, f"signed was {said!r}", message.decode())
    fitting = [one for one in living if one.digest == signature.digest]
    if not fitting:
        raise Refusal(Fault.SECRET, "the signature's algorithms are not those of the certificate")
    return any(_signed(one, signature, message) for one in fitting)


def _signed(certificate: Certificate, signature: Signature, message: bytes) -> bool:
    if signature.attributes is None:
        return certificate.verifies(message, signature.value)
    fits = signature.message_digest == certificate.hashed(message)
    return fits and certificate.verifies(signature.attributes, signature.value)


def _check_raw(
    secret: bytes, rows: Sequence[SystemCertificate], message: bytes, now: datetime
) -> bool:
    living = _living([certificates.of(bytes(row.der)) for row in rows], now)
    signed = any(certificate.verifies(message, secret) for certificate in living)
    if not signed and secret[:1] == SEQUENCE and len(secret) > LONGEST_RAW:
        raise Refusal(Fault.SECRET, "client_secret is a CMS; here a raw signature is expected")
    return signed


def _named(rows: Sequence[SystemCertificate], given: Mapping[str, str]) -> list[SystemCertificate]:
    """The certificate that the request names by its hash.

    A row without a hash was registered where there is no Streebog: it can't be
    told from others by one.
    """
    if HASH not in given:
        raise Refusal(Fault.MISSING, f"{HASH} is missing")
    found = [row for row in rows if row.streebog in ("", given[HASH])]
    if not found:
        known = " or ".join(row.streebog for row in rows)
        raise Refusal(Fault.SECRET, f"{HASH} is not {known}")
    return found


def _living(known: Sequence[Certificate], now: datetime) -> list[Certificate]:
    living = [certificate for certificate in known if certificate.lives(now)]
    if not living:
        raise Refusal(Fault.SECRET, _dates(known[0]))
    return living


def _dates(certificate: Certificate) -> str:
    return f"the certificate is valid from {certificate.starts} to {certificate.ends}"
