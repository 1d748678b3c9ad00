"""A real provider on a real port, honest until a test spoils one of its answers.

`claims`, `about` and `described` go over the ID token, the userinfo and the
discovery document: a value replaces, None takes away.  `answers` puts another
answer in the place of a whole endpoint.
"""

import json
import secrets
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from parta.kit import clock

CLIENT, SECRET = "school", "word: +%"
CODE, ACCESS = "code-1", "access-1"
Parameters = dict[str, str]


@cache
def rsa(number: int) -> RSAKey:
    """A key by number; each is made once, since making one is slow."""
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": f"rsa-{number}"})


@cache
def elliptic() -> ECKey:
    return ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256", "kid": "ec-1"})


@dataclass(frozen=True)
class Raw:
    """An answer as bytes."""

    body: bytes = b""
    status: int = 200
    location: str = ""
    delay_seconds: float = 0.0


@dataclass
class TestProvider:
    __test__ = False

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    described: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Raw] = field(default_factory=dict)
    key: RSAKey | ECKey = field(default_factory=lambda: rsa(1))
    published: list[RSAKey | ECKey] = field(default_factory=lambda: [rsa(1), elliptic()])
    sign: Callable[[dict[str, Any]], str] | None = None
    asked: list[str] = field(default_factory=list)
    parameters: Parameters = field(default_factory=dict)
    token_body: dict[str, Any] = field(default_factory=dict)

    def approve(self, url: str, **changes: str | None) -> Parameters:
        """What the browser brings back from the page at `url`; `changes` spoil it."""
        query = dict(parse_qsl(urlsplit(url).query))
        if "request_uri" not in query:
            self.parameters = query
        answer = {"code": CODE, "state": self.parameters["state"], "iss": self.issuer} | changes
        return {name: value for name, value in answer.items() if value is not None}

    def answer(self, path: str, form: Parameters, authorization: str) -> Raw:
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]
        known = {
            "/.well-known/openid-configuration": self._describe,
            "/keys": self._keys,
            "/par": self._push,
            "/token": self._token,
            "/about": self._about,
        }
        return known[path](form, authorization)

    def _describe(self, _form: Parameters, _authorization: str) -> Raw:
        document = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/about",
            "pushed_authorization_request_endpoint": f"{self.issuer}/par",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True,
        }
        return as_json(document | self.described)

    def _keys(self, _form: Parameters, _authorization: str) -> Raw:
        return as_json({"keys": [key.as_dict(private=False) for key in self.published]})

    def _push(self, form: Parameters, authorization: str) -> Raw:
        if not _is_client(form, authorization):
            return as_json({"error": "invalid_client"}, 401)
        self.parameters = form
        return as_json({"request_uri": "urn:par:1", "expires_in": 600}, 201)

    def _token(self, form: Parameters, authorization: str) -> Raw:
        if not _is_client(form, authorization):
            return as_json({"error": "invalid_client"}, 401)
        digest = sha256(form["code_verifier"].encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        asked = self.parameters
        if form["code"] != CODE or asked["code_challenge"] != challenge:
            return as_json({"error": "invalid_grant"}, 400)
        assert form["redirect_uri"] == asked["redirect_uri"]
        body = {"access_token": ACCESS, "token_type": "Bearer", "id_token": self.id_token()}
        return as_json(body | self.token_body)

    def _about(self, _form: Parameters, authorization: str) -> Raw:
        assert authorization == f"Bearer {ACCESS}"
        return as_json({"sub": "person-1"} | self.about)

    def id_token(self) -> str:
        now = int(clock.now().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "person-1",
            "iat": now,
            "exp": now + 300,
            "nonce": self.parameters.get("nonce"),
            "auth_time": now - 5,
            "acr": "urn:parta:level:confirmed",
            "amr": ["pwd"],
            "sid": "session-1",
        } | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        return self.sign(claims) if self.sign else signed(claims, self.key)


EVENT = "http://schemas.openid.net/event/backchannel-logout"


def logout_claims(provider: TestProvider, **changes: Any) -> dict[str, Any]:
    """What an honest logout token of the provider says; None takes away."""
    now = int(clock.now().timestamp())
    claims = {
        "iss": provider.issuer,
        "aud": CLIENT,
        "iat": now,
        "exp": now + 120,
        "jti": secrets.token_hex(8),
        "events": {EVENT: {}},
        "sid": "session-1",
        "sub": "person-1",
    } | changes
    return {name: value for name, value in claims.items() if value is not None}


def signed(claims: dict[str, Any], key: RSAKey | ECKey, **header: str) -> str:
    algorithm = "ES256" if isinstance(key, ECKey) else "RS256"
    header = {"alg": algorithm, "kid": str(key.kid), **header}
    return jws.serialize_compact(header, json.dumps(claims), key, algorithms=[algorithm])


def as_json(document: dict[str, Any], status: int = 200) -> Raw:
    kept = {name: value for name, value in document.items() if value is not None}
    return Raw(json.dumps(kept).encode(), status)


def _is_client(form: Parameters, authorization: str) -> bool:
    if authorization.startswith("Basic "):
        name, _, word = b64decode(authorization[6:]).decode().partition(":")
        return (unquote_plus(name), unquote_plus(word)) == (CLIENT, SECRET)
    return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)


class Asked(Protocol):
    """What asks persons at its pages and us at its endpoints."""

    issuer: str

    def approve(self, url: str, **changes: str | None) -> Parameters: ...
    def answer(self, path: str, form: Parameters, authorization: str) -> Raw: ...


def serve() -> tuple[ThreadingHTTPServer, TestProvider]:
    provider = TestProvider()
    return serve_as(provider), provider


def serve_as(provider: Asked) -> ThreadingHTTPServer:
    """`provider` answers on a free port until the server is shut down."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(provider.answer(urlsplit(self.path).path, {}, self._authorization()))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(provider.answer(self.path, dict(parse_qsl(body)), self._authorization()))

        def _authorization(self) -> str:
            return self.headers.get("Authorization", "")

        def _send(self, raw: Raw) -> None:
            time.sleep(raw.delay_seconds)
            self.send_response(raw.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw.body)))
            if raw.location:
                self.send_header("Location", raw.location)
            self.end_headers()
            try:
                self.wfile.write(raw.body)
            except ConnectionError:
                return  # the other side has read enough

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    return server
