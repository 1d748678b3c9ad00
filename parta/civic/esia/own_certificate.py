"""This site's signing key as a certificate: systems of the ESIA check tokens by one.

Signed by the key itself.  `parta keys rotate civic`, and the worker by its
schedule, put another key in its place: then the systems need the next one.
"""

from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from joserfc.jwk import RSAKey

from parta.civic.esia import gost
from parta.civic.esia.signing import gost_key, host
from parta.idp.provider import keyring
from parta.kit import clock

LIVES = timedelta(days=3650)


def own_certificate(*, by_gost: bool = False) -> bytes:
    """In PEM; of the key that signs now.  By GOST it may raise gost.Unavailable."""
    if by_gost:
        return gost.own_certificate(gost_key(), host(), LIVES.days)
    kept = keyring.keys().signing("RS256")
    assert isinstance(kept, RSAKey)
    key = load_pem_private_key(kept.as_pem(private=True), None)
    assert isinstance(key, RSAPrivateKey)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host())])
    begins = keyring.keys().rotated_at
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(begins).not_valid_after(clock.now() + LIVES)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
