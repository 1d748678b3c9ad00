"""The signature under each request of this system to the ESIA.

Either by an RSA key in a file, or by a command: it gets the string on its
standard input and gives the signature on its standard output.  So certified
cryptography, a token of hardware or OpenSSL's GOST engine stay replaceable.
"""

import shlex
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs7

from parta.oidc.refusal import Stop, Why

PATIENCE_SECONDS = 10
PEM = b"-----BEGIN"


class Signer(Protocol):
    def __call__(self, message: bytes) -> bytes:
        """The signature, as the generation wants it.  Raises Stop."""


@dataclass(frozen=True, slots=True)
class Detached:
    """CMS over SHA-256 without the content, DER: for the old generation."""

    certificate: str  # paths
    key: str

    def __call__(self, message: bytes) -> bytes:
        builder = pkcs7.PKCS7SignatureBuilder().set_data(message)
        with_signer = builder.add_signer(
            certificate_of(self.certificate), key_of(self.key), hashes.SHA256()
        )
        options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
        return with_signer.sign(serialization.Encoding.DER, options)


@dataclass(frozen=True, slots=True)
class Raw:
    """PKCS#1 over SHA-256: for the current generation."""

    key: str

    def __call__(self, message: bytes) -> bytes:
        return key_of(self.key).sign(message, padding.PKCS1v15(), hashes.SHA256())


@dataclass(frozen=True, slots=True)
class Command:
    line: str

    def __call__(self, message: bytes) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 (the operator's own command)
                shlex.split(self.line),
                input=message,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                check=True,
            )
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise Stop(Why.REFUSED, f"the signing command fails: {said_by(error)}") from error
        if not done.stdout:
            raise Stop(Why.REFUSED, "the signing command gives nothing")
        return done.stdout


@cache
def key_of(path: str) -> rsa.RSAPrivateKey:
    """Read once: parsing a key takes as long as a page.  Raises Stop."""
    try:
        key = serialization.load_pem_private_key(Path(path).read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise Stop(Why.REFUSED, f"{path} holds no key that can be read: {error}") from error
    if not isinstance(key, rsa.RSAPrivateKey):
        raise Stop(Why.REFUSED, f"{path} holds no RSA key: set a signing command instead")
    return key


@cache
def certificate_of(path: str) -> x509.Certificate:
    """PEM or DER.  Raises Stop."""
    try:
        data = Path(path).read_bytes()
        load = x509.load_pem_x509_certificate if PEM in data else x509.load_der_x509_certificate
        return load(data)
    except (OSError, ValueError) as error:
        raise Stop(Why.REFUSED, f"{path} holds no certificate that can be read: {error}") from error


def said_by(error: Exception) -> str:
    """What a command said about its failure, in one line."""
    words = getattr(error, "stderr", None)
    text = words.decode(errors="replace") if isinstance(words, bytes) else ""
    return " ".join(text.split())[-200:] or type(error).__name__
