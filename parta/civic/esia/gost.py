"""GOST R 34.10-2012 (256 bit) and Streebog-256, by OpenSSL with the GOST engine of Debian.

A program of its own for every answer: no shell, our own configuration, a time
limit, and half of the machine's cores at most in all processes together, so that a
flood of signatures leaves the other half to everybody else.  Where the engine is not
installed there is no GOST, and that is said when a certificate is registered.
"""

import subprocess
import tempfile
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from parta.kit import places

CONFIGURATION = Path(__file__).with_name("gost.cnf")
SECONDS = 5.0
AT_ONCE = max(1, places.CORES // 2)
PATIENCE = timedelta(seconds=1)
RETRY_AFTER = timedelta(seconds=3)
SIGNATURE_BYTES = 64
INSTALL = "apt-get install openssl libengine-gost-openssl"
DIGEST = "-md_gost12_256"
NO_ENGINE = "openssl refuses, or has no GOST engine"


class Unavailable(Exception):
    """OpenSSL or its engine did not answer, or was busy: ask again after RETRY_AFTER."""


def available() -> bool:
    try:
        return engine()
    except Unavailable:
        return False


@cache
def engine() -> bool:
    """Asked once in a process: an engine is not installed under a running site.

    Raises Unavailable, and asks again the next time: OpenSSL may only be slow.
    """
    return _openssl("dgst", DIGEST, "-r", data=b"").returncode == 0


def streebog(data: bytes) -> str:
    """Streebog-256 in upper-case hexadecimal."""
    return _made("dgst", DIGEST, "-r", data=data).split()[0].decode("ascii").upper()


def verifies(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """`public_key` is a SubjectPublicKeyInfo in DER; the signature, as the engine writes it."""
    if not engine():
        raise Unavailable(NO_ENGINE)
    if len(signature) != SIGNATURE_BYTES:
        return False
    with tempfile.TemporaryDirectory(prefix="parta-gost-") as folder:
        key, value = Path(folder, "key.der"), Path(folder, "signature")
        key.write_bytes(public_key)
        value.write_bytes(signature)
        done = _openssl(
            *("dgst", DIGEST, "-keyform", "DER", "-verify", str(key), "-signature", str(value)),
            data=message,
        )
    return done.returncode == 0 and done.stdout.strip() == b"Verified OK"


def sign(key: Path, message: bytes) -> bytes:
    """By the private key of the file, as the engine writes it: 64 bytes."""
    return _made("dgst", DIGEST, "-sign", str(key), data=message)


def new_key() -> str:
    """A private key in PEM."""
    return _made("genpkey", "-algorithm", "gost2012_256", "-pkeyopt", "paramset:B").decode()


def own_certificate(key: Path, name: str, days: int) -> bytes:
    """In PEM, of the key in the file and signed by it."""
    named = ("-subj", f"/CN={name}", "-days", str(days))
    return _made("req", "-x509", "-new", DIGEST, "-key", str(key), *named)


def _made(*arguments: str, data: bytes = b"") -> bytes:
    done = _openssl(*arguments, data=data)
    if done.returncode or not done.stdout:
        raise Unavailable(NO_ENGINE)
    return done.stdout


def _openssl(*arguments: str, data: bytes) -> "subprocess.CompletedProcess[bytes]":
    environment = {"OPENSSL_CONF": str(CONFIGURATION), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    try:
        with places.place(settings.HOME / "openssl", AT_ONCE, PATIENCE):
            return subprocess.run(  # noqa: S603 (arguments are ours, what is foreign comes in files)
                ["openssl", *arguments],  # noqa: S607
                input=data,
                capture_output=True,
                env=environment,
                timeout=SECONDS,
                check=False,
            )
    except (places.Busy, OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"openssl does not answer: {type(error).__name__}") from error
