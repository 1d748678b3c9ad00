"""Somebody who signs in over and over: a browser without a screen, and the client behind it."""

import base64
import hashlib
import re
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

BACK = "http://127.0.0.1:9/back"  # nobody listens: the answer is read from the address
PASSWORD = "four words of a song"
SECRET = "bench-secret-bench-secret-bench-secret"
FORM = re.compile(r"<form[^>]*>.*?</form>", re.S)
ACTION = re.compile(r'^<form[^>]* action="([^"]*)"')
ASKS = re.compile(r'name="(password|decision)"')
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
EMPTY: Mapping[str, str] = {}
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider listens, and how it is asked."""

    port: int
    authorize: str
    token: str


@dataclass
class Visitor:
    provider: Provider
    name: str
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._line = HTTPConnection("127.0.0.1", self.provider.port, timeout=30)

    def sign_in(self) -> None:
        """From the client's page to its tokens; with cookies from before, without a password."""
        verifier = secrets.token_urlsafe(32)
        answer = self._browse(f"{self.provider.authorize}?{urlencode(self._ask(verifier))}")
        code = parse_qs(urlsplit(answer).query)["code"][0]
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": BACK,
            "code_verifier": verifier,
            "client_id": "bench",
            "client_secret": SECRET,
        }
        response, body = _send(self._line, "POST", self.provider.token, form)
        if response.status != 200 or b"id_token" not in body:
            raise RuntimeError(f"{response.status} {body[:300]!r}")

    def _types(self) -> dict[str, str]:
        """Its name, whatever the page calls that."""
        return dict.fromkeys(("identifier", "username"), self.name)

    def _ask(self, verifier: str) -> dict[str, str]:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
        return {
            "response_type": "code",
            "client_id": "bench",
            "redirect_uri": BACK,
            "scope": "openid profile",
            "state": secrets.token_urlsafe(16),
            "nonce": secrets.token_urlsafe(16),
            "code_challenge": challenge.rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }

    def _browse(self, address: str) -> str:
        """Follow where the provider leads, typing the password where it asks."""
        response, body = self._send("GET", address)
        for _ in range(12):
            if response.status in {302, 303}:
                address = urljoin(address, response.headers["Location"])
                if address.startswith(BACK):
                    return address
                response, body = self._send("GET", address)
            elif response.status == 200:
                action, form = _form(body.decode(), address)
                said = {**self._types(), "password": PASSWORD, "decision": "allow"}
                response, body = self._send("POST", action, form | said)
            else:
                raise RuntimeError(f"{response.status} at {address}: {body[:300]!r}")
        raise RuntimeError(f"led in a circle: {address}")

    def _send(
        self, method: str, address: str, form: dict[str, str] | None = None
    ) -> tuple[HTTPResponse, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        response, body = _send(self._line, method, address, form, {"Cookie": cookies})
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return response, body


def _send(
    line: HTTPConnection,
    method: str,
    address: str,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] = EMPTY,
) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    body = urlencode(form) if form else None
    line.request(method, path, body, {**headers, **(URLENCODED if form else {})})
    response = line.getresponse()
    return response, response.read()


def _form(page: str, address: str) -> tuple[str, dict[str, str]]:
    """Where the form goes that asks for a password or a yes, and what stands in it already."""
    form = next((form for form in FORM.findall(page) if ASKS.search(form)), "")
    if not form:
        raise RuntimeError(f"nothing to press at {address}")
    hidden = {}
    for tag in HIDDEN.findall(form):
        said = dict(ATTRIBUTE.findall(tag))
        hidden[said["name"]] = unescape(said.get("value", ""))
    action = ACTION.search(form)
    return urljoin(address, unescape(action[1]) if action else address), hidden


def sign_in_until(visitors: Sequence[Visitor], until: float, anew: bool) -> list[float]:
    """Seconds of each sign-in, one after the other; `anew`: by somebody whom no cookie knows."""
    times: list[float] = []
    while time.perf_counter() < until:
        visitor = visitors[len(times) % len(visitors)]
        if anew:
            visitor.cookies.clear()
        started = time.perf_counter()
        visitor.sign_in()
        times.append(time.perf_counter() - started)
    return times
