"""Junk in every place of every endpoint: refusals, and never a 5xx."""

import base64
import random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client as Http

from parta.idp.accounts.account import Account
from tests.idp.party import PASSWORD, Browser, Party, ask, redeem

ANYA = "+7 199 111-11-11"
FORM = "application/x-www-form-urlencoded"
JUNK = [
    *("", " ", "x", "\x00", "a" * 5000, "й", "\ud7ff\uffff", "-1", "1e9", "9" * 30, "9" * 5000),
    *("٣٣", "²", "null", "[]", "{}", '{"a":', "[" * 3000, "%00", "%", "http://[", "+7" + "1" * 300),
    *("https://party.example/back\r\nX: y", "openid openid", "none login", "S256", "plain"),
    *("ey.ey.ey", "e30.e30.e30", "urn:ietf:params:oauth:request_uri:x", "javascript:alert(1)"),
    *("../../etc/passwd", "<script>", "' OR 1=1 --", "{{7*7}}", "a@b", "112-233-445 95"),
]
ASKED = [
    *("response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge"),
    *("code_challenge_method", "prompt", "max_age", "claims", "id_token_hint", "login_hint"),
    *("ui_locales", "acr_values", "request", "request_uri", "response_mode", "fresh", "display"),
    *("picked", "shown", "post_logout_redirect_uri"),
]
SENT = [
    *("grant_type", "code", "code_verifier", "refresh_token", "token", "token_type_hint"),
    *("client_secret", "client_assertion", "client_assertion_type", "access_token"),
]
ASSERTION = {
    "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    "client_assertion": "e30.eyJzdWIiOiJwYXJ0eSJ9.x",
}
CALLS = [
    {"grant_type": "authorization_code", "code": "x"},
    {"grant_type": "refresh_token", "refresh_token": "x", "token": "x"},
    {"grant_type": "authorization_code", "token": "x", **ASSERTION},
]
AUTHORIZATIONS = [
    *("", "Basic", "Basic x", "Basic ====", "Bearer", "Bearer x", "Bearer \x00", "Digest x", "й"),
    f"Basic {base64.b64encode(bytes([255, 254, 58, 0])).decode()}",
    f"Basic {base64.b64encode(b'party').decode()}",
    f"Basic {base64.b64encode('party:й'.encode()).decode()}",
    f"Basic {base64.b64encode(b'%00:%ff').decode()}",
    *("Basic " + "A" * 9000, "Bearer " + "A" * 9000),
]
TYPES = [
    *(FORM, f"{FORM}; charset=utf-16", f"{FORM}; charset=bogus", "multipart/form-data"),
    *("multipart/form-data; boundary=x", "application/json", "text/plain", "", "\x00"),
]
COOKIES = ['"\\000\\000\\000\\000\\000\\000\\000\\000\\000"', "x", "й" * 40, "a" * 3000]


def sound(response: Any, sent: object) -> None:
    location = response.headers.get("Location", "")
    assert response.status_code < 500, sent
    assert "\r" not in location, sent
    assert "\n" not in location, sent


@pytest.fixture
def dice() -> random.Random:
    return random.Random(7)


def test_authorization_requests(anya: Account, party: Party, dice: random.Random) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    for name in ASKED:
        for junk in dice.sample(JUNK, 12):
            url = ask(party, **{name: junk}).url
            sound(browser.get(url), url)
            decide = url.replace("/authorize?", "/authorize/decide?")
            sound(browser.send(decide, decision=dice.choice([junk, "allow"])), decide)
        sound(Http().get(url), url)
        sound(Http().post("/authorize", {name: junk}), junk)


@pytest.mark.parametrize("path", ["/token", "/par", "/revoke", "/userinfo"])
def test_calls_of_clients(path: str, anya: Account, party: Party, dice: random.Random) -> None:
    asked = ask(party)
    token = redeem(asked, Browser(ANYA).through(asked)["code"]).json()["access_token"]
    names = [*ASKED, *SENT]
    for _ in range(150):
        form = asked.parameters | dice.choice(CALLS)
        form |= {dice.choice(names): dice.choice(JUNK) for _ in range(dice.randrange(3))}
        authorization = dice.choice(
            [*AUTHORIZATIONS, party.headers()["Authorization"], f"Bearer {token}"]
        )
        body = urlencode(form)
        body = dice.choice([body, body, body, body + "&code=y", "%", "&" * 3000, "\x00", "=&=&"])
        kind = dice.choice([FORM] * 6 + TYPES)
        proof = {"Authorization": authorization}
        response = Http().generic("POST", path, body.encode(), content_type=kind, headers=proof)
        sound(response, (path, body[:200], kind, authorization[:80]))


def test_bytes_that_are_no_text(party: Party) -> None:
    for body in (b"\xff\xfe=\x00", b"code=%ff%fe", b"a=%ED%A0%80", b"x" * 100_000):
        for kind in TYPES:
            proof = party.headers()
            response = Http().generic("POST", "/token", body, content_type=kind, headers=proof)
            sound(response, (body[:20], kind))


@pytest.mark.parametrize("place", ["identifier", "password", "csrfmiddlewaretoken"])
def test_the_sign_in_form(place: str, anya: Account) -> None:
    browser = Browser()
    for junk in JUNK:
        form = {"identifier": ANYA, "password": PASSWORD} | {place: junk}
        sound(browser.send("/signin", **form), (place, junk))


@pytest.mark.parametrize("name", ["next", "goal", "login_hint", "ui_locales", "again"])
def test_the_address_of_the_sign_in_page(name: str, anya: Account) -> None:
    for junk in JUNK:
        sound(Browser().get("/signin", {name: junk}), (name, junk))


def test_cookies(anya: Account, party: Party) -> None:
    names = [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "language", "theme"]
    for name in [*names, f"{settings.SITE}_familiar"]:
        for value in COOKIES:
            for path in ("/", "/signin", ask(party).url):
                cookie = f"{name}={value}".encode().decode("latin-1")
                sound(Http().get(path, HTTP_COOKIE=cookie), (name, value[:20]))
            posted = {"identifier": ANYA, "password": "wrong"}
            sound(Http().post("/signin", posted, HTTP_COOKIE=cookie), (name, value[:20]))


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options", "head", "patch"])
def test_every_method_at_every_address(method: str, db: None) -> None:
    paths = ["authorize", "authorize/decide", "token", "par", "userinfo", "jwks", "signin"]
    paths += ["revoke", "end-session", "end-session/confirmed"]
    for path in [*paths, "signout", "", "nowhere", ".well-known/openid-configuration", "%00"]:
        sound(getattr(Http(), method)(f"/{path}"), (method, path))
