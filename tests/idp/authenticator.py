"""A device with passkeys, in software: its answers are really signed, and can be made to lie."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor

ORIGIN, PARTY = "http://id.localhost:8001", "id.localhost"
PRESENT, VERIFIED, ELIGIBLE, BACKED_UP, ATTESTED = 1, 4, 8, 16, 64


@dataclass
class Device:
    """One passkey.  The attributes are what it says; a test changes them to lie."""

    origin: str = ORIGIN
    party: str = PARTY
    flags: int = PRESENT | VERIFIED
    counter: int = 0
    handle: bytes | None = None
    cross_origin: bool = False
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: dict[str, Any], **changes: Any) -> str:
        """Answer to navigator.credentials.create()."""
        self.handle = unpack(options["user"]["id"])
        client = self._client("webauthn.create", options, changes)
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._public()
        told = self._told(self.flags | ATTESTED) + attested
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": told})
        return self._answer(clientDataJSON=client, attestationObject=attestation)

    def prove(self, options: dict[str, Any], **changes: Any) -> str:
        """Answer to navigator.credentials.get()."""
        client = self._client("webauthn.get", options, changes)
        told = self._told(self.flags)
        signature = self.key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        more = {"userHandle": self.handle} if self.handle else {}
        return self._answer(
            clientDataJSON=client, authenticatorData=told, signature=signature, **more
        )

    def _client(self, kind: str, options: dict[str, Any], changes: dict[str, Any]) -> bytes:
        said = {
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": self.cross_origin,
        }
        return json.dumps(said | changes).encode()

    def _told(self, flags: int) -> bytes:
        party = hashlib.sha256(self.party.encode()).digest()
        return party + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _public(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        return cbor.encode({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _answer(self, **response: bytes) -> str:
        packed = {name: pack(value) for name, value in response.items()}
        name = pack(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": packed})


def pack(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def unpack(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
