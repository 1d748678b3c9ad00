"""An ESIA on a real port, written from the facts, honest until a test spoils one of its answers.

It checks what a system signs as the real one does; the GOST cryptography is
left to Debian's engine, where that is installed.
"""

import json
import subprocess
import tempfile
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from joserfc import jws
from joserfc.jwk import RSAKey
from joserfc.jws import JWSRegistry

from parta.kit import clock
from tests.oidc.provider import CLIENT, Parameters, Raw, as_json

CODE, OID, HASH = "code-1", 1000299654, "A0B1"
LENIENT = JWSRegistry(algorithms=["RS256"], strict_check_header=False)
SIGNED = {
    "/aas/oauth2/ac": ("scope", "timestamp", "client_id", "state"),
    "/aas/oauth2/te": ("scope", "timestamp", "client_id", "state"),
    "/aas/oauth2/v2/ac": ("client_id", "scope", "timestamp", "state", "redirect_uri"),
    "/aas/oauth2/v3/te": ("client_id", "scope", "timestamp", "state", "redirect_uri", "code"),
}


@dataclass(frozen=True)
class Pair:
    """A key and its certificate, in memory and in files."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    key_path: str
    path: str


@cache
def pair(name: str, days: int = 365) -> Pair:
    folder = Path(tempfile.mkdtemp())
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begins = datetime.now(UTC) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=days))
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    return Pair(key, certificate, str(folder / "key.pem"), str(folder / "certificate.pem"))


@dataclass
class EsiaStand:
    issuer: str = ""
    identity: dict[str, Any] = field(default_factory=dict)
    """Over the claims of the ID token; so `access`, `person` and `token_body`.  None takes away."""
    access: dict[str, Any] = field(default_factory=dict)
    person: dict[str, Any] = field(default_factory=dict)
    token_body: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Raw] = field(default_factory=dict)
    sign: Callable[[dict[str, Any]], str] | None = None
    verify: Callable[[str, bytes, bytes], bool] | None = None
    asked: Parameters = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    def approve(self, url: str, **changes: str | None) -> Parameters:
        parts = urlsplit(url)
        self.asked = dict(parse_qsl(parts.query))
        self.check(parts.path, self.asked)
        answer = {"code": CODE, "state": self.asked["state"]} | changes
        return {name: value for name, value in answer.items() if value is not None}

    def check(self, path: str, given: Parameters) -> None:
        message = "".join(given.get(name, "") for name in SIGNED[path]).encode()
        secret = given["client_secret"]
        signature = urlsafe_b64decode(secret + "=" * (-len(secret) % 4))
        moment = datetime.strptime(given["timestamp"], "%Y.%m.%d %H:%M:%S %z")
        assert abs(moment - clock.now()) < timedelta(minutes=1)
        verify = self.verify or (_raw if "/v" in path else _detached)
        assert verify(path, message, signature)
        assert ("/v" in path) == (given.get("client_certificate_hash") == HASH)

    def answer(self, path: str, form: Parameters, authorization: str) -> Raw:
        self.paths.append(path)
        if path in self.answers:
            return self.answers[path]
        if path in SIGNED:
            return self._token(path, form)
        if path == f"/rs/prns/{OID}":
            return self._person(authorization)
        return Raw(status=404)

    def _token(self, path: str, form: Parameters) -> Raw:
        self.check(path, form)
        assert form["state"] != self.asked["state"]
        assert (form["grant_type"], form["token_type"]) == ("authorization_code", "Bearer")
        assert form["redirect_uri"] == self.asked["redirect_uri"]
        assert ("code_verifier" in form) == ("code_challenge" in self.asked) == ("/v" in path)
        if form["code"] != CODE:
            return refused("007011")
        body = {
            "access_token": self.token(self._claims() | {"client_id": CLIENT} | self.access),
            "id_token": self.token(self._id_claims()),
            "token_type": "Bearer",
            "expires_in": 3600,
            "state": form["state"],
        }
        return as_json(body | self.token_body)

    def _claims(self) -> dict[str, Any]:
        now = int(clock.now().timestamp())
        netloc = urlsplit(self.issuer).netloc
        times = {"iat": now, "nbf": now, "exp": now + 3600}
        return {"iss": f"http://{netloc}/", "urn:esia:sbj_id": OID, **times}

    def _id_claims(self) -> dict[str, Any]:
        about = {
            "urn:esia:sbj:typ": "P",
            "urn:esia:sbj:oid": OID,
            "urn:esia:sbj:lvl": "PR",
            "urn:esia:sbj:is_tru": True,
        }
        now = int(clock.now().timestamp())
        own = {"aud": CLIENT, "sub": OID, "amr": "PWD", "auth_time": now, "urn:esia:sbj": about}
        return {**self._claims(), **own, "urn:esia:sid": "session-1", **self.identity}

    def token(self, claims: dict[str, Any]) -> str:
        kept = {name: value for name, value in claims.items() if value is not None}
        return self.sign(kept) if self.sign else sealed(kept, pair("esia"))

    def _person(self, authorization: str) -> Raw:
        assert authorization.startswith("Bearer ey")
        contacts = [
            {"type": "EML", "vrfStu": "NOT_VERIFIED", "value": "Anya@Pochta.example"},
            {"type": "MBT", "vrfStu": "NOT_VERIFIED", "value": "+7(999)0000000"},
            {"type": "MBT", "vrfStu": "VERIFIED", "value": "+7(199)1000001"},
            {"type": "PHN", "vrfStu": "VERIFIED", "value": "+7(495)0000000"},
            "https://esia.example/rs/prns/1/ctts/2",
        ]
        told = {
            "firstName": "Анна",
            "lastName": "Ковалёва",
            "middleName": "Дмитриевна",
            "birthDate": "14.03.2013",
            "gender": "F",
            "trusted": True,
            "contacts": {"stateFacts": ["hasSize"], "size": 5, "elements": contacts},
        }
        return as_json(told | self.person)


def sealed(claims: dict[str, Any], by: Pair, **header: Any) -> str:
    head = {"ver": 1, "typ": "JWT", "sbt": "access", "alg": "RS256", **header}
    key = RSAKey.import_key(by.key)
    return jws.serialize_compact(head, json.dumps(claims), key, registry=LENIENT)


def refused(number: str, error: str = "invalid_request") -> Raw:
    return as_json({"error": error, "error_description": f"ESIA-{number}: No.", "state": "s"}, 400)


def _raw(_path: str, message: bytes, signature: bytes) -> bool:
    pair("school").key.public_key().verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    return True


def _detached(_path: str, message: bytes, signature: bytes) -> bool:
    """As OpenSSL reads it: detached, over just this string, by the system's own certificate."""
    with tempfile.NamedTemporaryFile() as content:
        content.write(message)
        content.flush()
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER"]
        certificate = ["-CAfile", pair("school").path, "-certfile", pair("school").path]
        run = [*command, "-content", content.name, *certificate, "-out", "/dev/null"]
        return (
            subprocess.run(run, input=signature, check=False, capture_output=True).returncode == 0
        )
