"""Keys and certificates of client systems, and the signatures that they make."""

import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from parta.civic.esia import gost

DETACHED = pkcs7.PKCS7Options.DetachedSignature
BINARY = pkcs7.PKCS7Options.Binary
BARE = pkcs7.PKCS7Options.NoAttributes
NO_CERTIFICATE = pkcs7.PKCS7Options.NoCerts


class Signer(Protocol):
    @property
    def certificate(self) -> bytes:
        """In DER."""

    def cms(self, message: str, *options: pkcs7.PKCS7Options) -> bytes: ...
    def raw(self, message: str) -> bytes: ...


@dataclass(frozen=True)
class Rsa:
    key: rsa.RSAPrivateKey
    x509: x509.Certificate

    @property
    def certificate(self) -> bytes:
        return self.x509.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.x509.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def cms(self, message: str, *options: pkcs7.PKCS7Options) -> bytes:
        builder = pkcs7.PKCS7SignatureBuilder().set_data(message.encode())
        builder = builder.add_signer(self.x509, self.key, hashes.SHA256())
        return builder.sign(Encoding.DER, [BINARY, *options])

    def raw(self, message: str) -> bytes:
        return self.key.sign(message.encode(), PKCS1v15(), hashes.SHA256())


@cache
def rsa_signer(
    name: str = "system",
    days: tuple[int, int] = (-1, 365),
    signs: bool | None = None,
    *,
    named: str = "",
    number: int = 0,
) -> Rsa:
    """A key of its own for each name; `signs` says so, or the opposite, in keyUsage."""
    key, now = _rsa_key(name), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, named or name)])
    builder = (
        x509.CertificateBuilder(subject, subject, key.public_key())
        .serial_number(number or x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
    )
    if signs is not None:
        use = x509.KeyUsage(signs, False, not signs, False, False, False, False, False, False)
        builder = builder.add_extension(use, critical=True)
    return Rsa(key, builder.sign(key, hashes.SHA256()))


@cache
def _rsa_key(name: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


@dataclass(frozen=True)
class Gost:
    """By OpenSSL with the engine, as an integrator without a certified program would."""

    folder: Path

    @property
    def certificate(self) -> bytes:
        return (self.folder / "certificate.der").read_bytes()

    def cms(self, message: str, *options: pkcs7.PKCS7Options) -> bytes:
        inside = [] if DETACHED in options else ["-nodetach"]
        bare = ["-noattr"] if BARE in options else []
        return self._openssl(
            *("cms", "-sign", "-binary", "-md", "md_gost12_256", "-outform", "DER"),
            *("-signer", "certificate.pem", "-inkey", "key.pem", *inside, *bare),
            data=message.encode(),
        )

    def raw(self, message: str) -> bytes:
        signing = ("dgst", "-md_gost12_256", "-sign", "key.pem")
        return self._openssl(*signing, data=message.encode())

    def _openssl(self, *arguments: str, data: bytes = b"") -> bytes:
        return subprocess.run(
            ["openssl", *arguments],
            input=data,
            cwd=self.folder,
            env={"OPENSSL_CONF": str(gost.CONFIGURATION), "PATH": "/usr/bin:/bin"},
            check=True,
            capture_output=True,
        ).stdout


@cache
def gost_signer(name: str = "system") -> Gost:
    made = Gost(Path(tempfile.mkdtemp(prefix=f"parta-gost-{name}-")))
    key = ("genpkey", "-algorithm", "gost2012_256", "-pkeyopt", "paramset:B", "-out", "key.pem")
    made._openssl(*key)
    made._openssl(
        *("req", "-new", "-x509", "-md_gost12_256", "-key", "key.pem", "-days", "30"),
        *("-subj", f"/CN={name}", "-out", "certificate.pem"),
    )
    made._openssl("x509", "-in", "certificate.pem", "-outform", "DER", "-out", "certificate.der")
    return made
