"""A CMS signature (RFC 5652; PKCS#7) by one signer, taken apart.

Pure.  Whatever certificates it carries are passed over: who signs is known by
the registered certificate alone.  Only what a client system of the ESIA sends is
read: SignedData over plain data, the content inside or apart.
"""

from dataclasses import dataclass

from parta.civic.esia import der
from parta.civic.esia.der import Element, Malformed

SIGNED_DATA, DATA = "1.2.840.113549.1.7.2", "1.2.840.113549.1.7.1"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SHA_256, STREEBOG_256 = "2.16.840.1.101.3.4.2.1", "1.2.643.7.1.1.2.2"
RSA, RSA_SHA_256 = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11"
GOST_256, GOST_STREEBOG_256 = "1.2.643.7.1.1.1.1", "1.2.643.7.1.1.3.2"
FITTING = {
    SHA_256: {RSA, RSA_SHA_256},
    STREEBOG_256: {GOST_256, GOST_STREEBOG_256},
}
"""Signature algorithms that go with a digest."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What one signer says: over the attributes, or without any over the content."""

    issuer: bytes  # of the signer's certificate, as it stands there
    serial: bytes
    digest: str  # SHA_256 or STREEBOG_256
    content: bytes | None  # None: the signature is detached
    attributes: bytes | None  # signed ones, as they are hashed
    message_digest: bytes | None  # what the attributes say the content's digest is
    value: bytes


def read(data: bytes) -> Signature:
    """Raises Malformed."""
    info = der.children(der.whole(data, der.SEQUENCE))
    if len(info) != 2 or der.oid(info[0]) != SIGNED_DATA:
        raise Malformed("this is no SignedData")
    body = der.children(der.whole(der.expect(info[1], der.CONTEXT_0).value, der.SEQUENCE))
    if len(body) < 4:
        raise Malformed("SignedData is cut off")
    signers = der.children(der.expect(body[-1], der.SET))
    if len(signers) != 1:
        raise Malformed("one signer is expected")
    return _signature(signers[0], _content(body[2]))


def _content(encapsulated: Element) -> bytes | None:
    parts = der.children(der.expect(encapsulated, der.SEQUENCE))
    if not 0 < len(parts) <= 2 or der.oid(parts[0]) != DATA:
        raise Malformed("the content is no plain data")
    if len(parts) == 1:
        return None
    return der.whole(der.expect(parts[1], der.CONTEXT_0).value, der.OCTET_STRING).value


def _signature(signer: Element, content: bytes | None) -> Signature:
    parts = der.children(der.expect(signer, der.SEQUENCE))
    if len(parts) < 5:
        raise Malformed("the signer is cut off")
    name = der.children(der.expect(parts[1], der.SEQUENCE))
    if len(name) != 2:
        raise Malformed("the signer is not named by issuer and serial number")
    digest, attributes, rest = der.algorithm(parts[2]), None, parts[3:]
    if rest[0].tag == der.CONTEXT_0:
        attributes, rest = rest[0], rest[1:]
    if len(rest) < 2 or der.algorithm(rest[0]) not in FITTING.get(digest, ()):
        raise Malformed("the algorithms are not RSA with SHA-256 or GOST with Streebog-256")
    return Signature(
        issuer=name[0].raw,
        serial=der.expect(name[1], der.INTEGER).value,
        digest=digest,
        content=content,
        attributes=_as_hashed(attributes),
        message_digest=_message_digest(attributes),
        value=der.expect(rest[1], der.OCTET_STRING).value,
    )


def _as_hashed(attributes: Element | None) -> bytes | None:
    """The signature is over the attributes as a SET, whatever tag they travel under (§5.4)."""
    return None if attributes is None else bytes([der.SET]) + attributes.raw[1:]


def _message_digest(attributes: Element | None) -> bytes | None:
    if attributes is None:
        return None
    known: dict[str, Element] = {}
    for attribute in der.children(attributes):
        parts = der.children(der.expect(attribute, der.SEQUENCE))
        values = der.children(der.expect(parts[1], der.SET)) if len(parts) == 2 else []
        name = der.oid(parts[0]) if parts else ""
        if name in known or len(values) != 1:
            raise Malformed("an attribute is repeated or has not one value")
        known[name] = values[0]
    if CONTENT_TYPE not in known or MESSAGE_DIGEST not in known:
        raise Malformed("the signed attributes lack type or digest of the content")
    if der.oid(known[CONTENT_TYPE]) != DATA:
        raise Malformed("the signed attributes speak of another content")
    return der.expect(known[MESSAGE_DIGEST], der.OCTET_STRING).value
