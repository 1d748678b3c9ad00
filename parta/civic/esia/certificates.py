"""Certificates of client systems: read when they are registered, trusted because they are.

No chain is followed and no authority is asked: the operator has registered this
very certificate.  Its dates and the use of its key count.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from parta.civic.esia import cms, der, gost

RSA_BITS = (2048, 8192)
PEM = b"-----BEGIN CERTIFICATE-----"


class Unfit(Exception):
    """A certificate that can't be registered; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Certificate:
    der: bytes
    public_key: bytes  # SubjectPublicKeyInfo
    is_gost: bool
    issuer: bytes
    serial: bytes
    starts: datetime
    ends: datetime

    @property
    def digest(self) -> str:
        """The digest algorithm that goes with the key."""
        return cms.STREEBOG_256 if self.is_gost else cms.SHA_256

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.der).hexdigest()

    def lives(self, now: datetime) -> bool:
        return self.starts <= now <= self.ends

    def hashed(self, message: bytes) -> bytes:
        """The message's digest.  May raise gost.Unavailable."""
        if self.is_gost:
            return bytes.fromhex(gost.streebog(message))
        return hashlib.sha256(message).digest()

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether the key has signed.  May raise gost.Unavailable."""
        if self.is_gost:
            return gost.verifies(self.public_key, message, signature)
        key = x509.load_der_x509_certificate(self.der).public_key()
        assert isinstance(key, RSAPublicKey)
        try:
            key.verify(signature, message, PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return True


def read(file: bytes) -> Certificate:
    """The certificate in a PEM or DER file, or Unfit."""
    try:
        load = x509.load_pem_x509_certificate if PEM in file else x509.load_der_x509_certificate
        found = load(file)
        certificate = _taken_apart(found)
    except (ValueError, UnsupportedAlgorithm):
        raise Unfit("The file holds no X.509 certificate, in PEM or DER.") from None
    _check_use(found)
    return certificate


def of(data: bytes) -> Certificate:
    """A certificate that was read before."""
    return _taken_apart(x509.load_der_x509_certificate(data))


def _taken_apart(found: x509.Certificate) -> Certificate:
    body = der.children(der.whole(found.tbs_certificate_bytes, der.SEQUENCE))
    at = 1 if body[0].tag == der.CONTEXT_0 else 0  # the first version has no number
    serial, issuer, key = body[at], body[at + 2], body[at + 5]
    return Certificate(
        der=found.public_bytes(Encoding.DER),
        public_key=key.raw,
        is_gost=_is_gost(found, key),
        issuer=issuer.raw,
        serial=serial.value,
        starts=found.not_valid_before_utc,
        ends=found.not_valid_after_utc,
    )


def _is_gost(found: x509.Certificate, key: der.Element) -> bool:
    name = der.algorithm(der.children(key)[0])
    if name == cms.GOST_256:
        return True
    public = found.public_key() if name == cms.RSA else None
    if isinstance(public, RSAPublicKey) and RSA_BITS[0] <= public.key_size <= RSA_BITS[1]:
        return False
    raise Unfit(
        "The key of the certificate is neither RSA of 2048 to 8192 bits "
        "nor GOST R 34.10-2012 of 256 bits."
    )


def _check_use(found: x509.Certificate) -> None:
    try:
        use = found.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    except ValueError:
        raise Unfit("The extensions of the certificate can't be read.") from None
    if not (use.digital_signature or use.content_commitment):
        raise Unfit("The certificate says that its key is not for signatures (keyUsage).")
