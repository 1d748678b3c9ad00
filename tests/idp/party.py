"""A relying party and a browser, as the tests of both provider sites play them."""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.test import Client as Http

from parta.idp.provider.models import Client, ClientAuth, ClientSecret, digest

PASSWORD = "four words of a song"
CONSENT = re.compile(r'action="(/authorize/decide[^"]*)"')


@dataclass(frozen=True)
class Party:
    """A registered client with what it keeps on its own side."""

    client_id: str
    secret: str = ""
    redirect_uri: str = "https://party.example/back"
    after_sign_out: str = "https://party.example/?gone=1"

    def headers(self) -> dict[str, str]:
        if not self.secret:
            return {}
        pair = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
        return {"Authorization": f"Basic {pair}"}


def register(client_id: str, scopes: list[str], public: bool = False) -> Party:
    party = Party(client_id, "" if public else secrets.token_urlsafe(32))
    client = Client.objects.create(
        client_id=client_id,
        name=f"Client {client_id}",
        auth=ClientAuth.NONE if public else ClientAuth.SECRET,
        redirect_uris=[party.redirect_uri],
        post_logout_redirect_uris=[party.after_sign_out],
        scopes=scopes,
        sector=client_id,
    )
    if not public:
        ClientSecret.objects.create(client=client, hash=digest(party.secret))
    return party


@dataclass(frozen=True)
class Ask:
    """One authorization request and the secret behind its challenge."""

    party: Party
    parameters: dict[str, str]
    verifier: str

    @property
    def url(self) -> str:
        return f"/authorize?{urlencode(self.parameters)}"


def ask(party: Party, **changes: str | None) -> Ask:
    """A sound request; a change of None leaves a parameter out."""
    verifier = secrets.token_urlsafe(32)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    parameters = {
        "response_type": "code",
        "client_id": party.client_id,
        "redirect_uri": party.redirect_uri,
        "scope": "openid",
        "state": "st-1",
        "nonce": "n-1",
        "code_challenge": challenge.rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **changes,
    }
    return Ask(party, {k: v for k, v in parameters.items() if v is not None}, verifier)


class Browser(Http):
    """Follows redirects inside the site; stops at pages and at the door of a client."""

    def __init__(self, types: str = "", **kept: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **kept)
        self.types = types  # at the sign-in page, with PASSWORD
        self.sign_ins = 0
        self.consents = 0

    def go(self, url: str, **data: str) -> Any:
        """Where the way through the site ends when nothing is pressed on it."""
        response = self.send(url, **data) if data else self.get(url)
        while response.status_code in {302, 303} and response["Location"].startswith("/"):
            response = self.get(response["Location"])
        return response

    def send(self, url: str, **data: str) -> Any:
        """A form of the site, with its CSRF token."""
        if settings.CSRF_COOKIE_NAME not in self.cookies:
            self.get("/signin?again=1")
        token = self.cookies[settings.CSRF_COOKIE_NAME].value
        return self.post(url, {**data, "csrfmiddlewaretoken": token})

    def sign_in(self, types: str = "", password: str = PASSWORD) -> Any:
        return self.send("/signin", identifier=types or self.types, password=password)

    def through(self, asked: Ask) -> dict[str, str]:
        """Sign in and agree wherever asked; the answer that reaches the client."""
        response = self.go(asked.url)
        while response.status_code == 200:
            response = self.press(response)
        return answer(response, asked.party)

    def form(self, url: str) -> str:
        """Where the consent page at the end of `url` sends its presses."""
        found = CONSENT.search(self.go(url).content.decode())
        assert found
        return unescape(found[1])

    def press(self, page: Any) -> Any:
        if action := CONSENT.search(page.content.decode()):
            self.consents += 1
            return self.go(unescape(action[1]), decision="allow")
        self.sign_ins += 1
        assert self.sign_ins < 9, page.content.decode()
        where = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"
        return self.go(where, identifier=self.types, password=PASSWORD)


def answer(response: Any, party: Party) -> dict[str, str]:
    """What the client got by redirect; fails unless the redirect goes to the client."""
    location = response["Location"]
    assert response.status_code == 302
    assert location.split("?")[0] == party.redirect_uri
    return dict(parse_qsl(urlsplit(location).query))


def redeem(asked: Ask, code: str, **changes: str | None) -> Any:
    """The token endpoint's response."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked.party.redirect_uri,
        "code_verifier": asked.verifier,
        **({} if asked.party.secret else {"client_id": asked.party.client_id}),
        **changes,
    }
    sent = {k: v for k, v in form.items() if v is not None}
    return post(Http(), "/token", sent, asked.party)


def post(http: Http, path: str, form: dict[str, str], party: Party | None = None) -> Any:
    return http.post(
        path,
        urlencode(form),
        content_type="application/x-www-form-urlencoded",
        headers=party.headers() if party else {},
    )


def userinfo(token: str) -> Any:
    return Http().get("/userinfo", headers={"Authorization": f"Bearer {token}"})
