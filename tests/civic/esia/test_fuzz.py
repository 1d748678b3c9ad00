"""Junk in every place of every endpoint of the dialect: refusals, and never a 5xx."""

import random
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client as Http

from parta.civic.citizens.models import Citizen
from parta.civic.esia.oids import oid
from tests.civic.esia.signers import rsa_signer
from tests.civic.esia.system import AUTHORIZE, CURRENT, OLD, TOKEN, Person, System, now, packed
from tests.civic.test_fuzz import AUTHORIZATIONS, FORM, JUNK, TYPES, sound

DEEP = b"\x30\x82\x7f\xff" * 2000
NESTED = b"\x30\x80" * 4000
GARBAGE = [
    *(DEEP, NESTED, b"\x30\x83\xff\xff\xff", b"\x30\x84\x7f\xff\xff\xff", b"\x3f\x81\x00", b"\x30"),
    *(b"\x30\x81\x05xxxxx", b"\x30\x82\x00\x10" + b"\x00" * 16, b"\xa0\x00", b"\xff" * 64),
    b"\x30\x0b\x06\x09" + b"\xff" * 9,
]
NAMES = [
    *("client_id", "client_secret", "redirect_uri", "scope", "scope_org", "state", "timestamp"),
    *("response_type", "access_type", "code_challenge", "code_challenge_method", "grant_type"),
    *("code", "code_verifier", "refresh_token", "token_type", "client_certificate_hash", "asked"),
]


@pytest.fixture
def dice() -> random.Random:
    return random.Random(11)


@pytest.fixture
def system(anya: Citizen) -> System:
    return System().registered()


@pytest.mark.parametrize("generation", [OLD, CURRENT])
def test_authorization_requests(generation: str, system: System, dice: random.Random) -> None:
    system = system.of(generation)
    for name in NAMES:
        for junk in dice.sample(JUNK, 5):
            sound(Http().get(AUTHORIZE[generation], {**system.authorization(), name: junk}), junk)
            sound(Http().get(system.url(**{name: junk})), (name, junk))  # signed
    for method in ("post", "put", "head", "options", "delete"):
        sound(getattr(Http(), method)(AUTHORIZE[generation]), method)


@pytest.mark.parametrize("generation", [OLD, CURRENT])
def test_token_requests(generation: str, system: System, dice: random.Random) -> None:
    system = system.of(generation)
    form = {**system.authorization(), "grant_type": "authorization_code", "code": "x"}
    for _ in range(80):
        sent = {**form, "state": str(uuid4()), "timestamp": now()}
        sent |= {dice.choice(NAMES): dice.choice(JUNK) for _ in range(dice.randrange(3))}
        body = urlencode(sent)
        body = dice.choice([body, body, body + "&code=y", "%", "&" * 3000, "\x00", "=&=&"])
        kind = dice.choice([FORM] * 5 + TYPES)
        path = TOKEN[generation]
        response = Http().generic("POST", path, body.encode(), content_type=kind)
        sound(response, (body[:200], kind))
    for name in NAMES:
        for junk in dice.sample(JUNK, 4):
            sound(system.exchange("x", **{name: junk} if name != "client_id" else {}), (name, junk))


@pytest.mark.parametrize(("generation", "tries"), [(OLD, 120), (CURRENT, 12)])
def test_garbage_for_a_signature(
    generation: str, tries: int, system: System, dice: random.Random
) -> None:
    system = system.of(generation)
    good = rsa_signer().cms("x")
    mangled = [_mangled(good, dice) for _ in range(tries)]
    for secret in [*GARBAGE, *mangled]:
        response = Http().get(system.url(client_secret=packed(secret)))
        sound(response, secret[:40])
        assert "error=" in response["Location"], secret[:40]


def _mangled(good: bytes, dice: random.Random) -> bytes:
    at, cut = dice.randrange(len(good)), dice.randrange(1, 40)
    ways = [
        good[:at] + dice.randbytes(cut) + good[at + cut :],
        good[:at] + good[at + cut :],
        good[:at] + dice.randbytes(cut) + good[at:],
        good[:at],
    ]
    return dice.choice(ways)


def test_data(system: System, anya: Citizen, dice: random.Random) -> None:
    token = system.exchange(Person().answer(system.url())["code"]).json()["access_token"]
    base = f"/rs/prns/{oid(anya)}"
    paths = ["", "/", "/ctts", "/docs/", "/kids/1", "/addrs/x", "/nothing", "/ctts/" + "9" * 30]
    for path in [*(base + path for path in paths), "/rs/prns/", "/rs/prns/" + "9" * 40]:
        for authorization in [f"Bearer {token}", *dice.sample(AUTHORIZATIONS, 5)]:
            junk = dice.choice(JUNK)
            proof = {"Authorization": authorization}
            sound(Http().get(path, {"embed": junk}, headers=proof), (path, junk))
    for junk in [*JUNK, "(" * 300, "(a.elements" + ",a" * 300 + ")"]:
        asked: Any = {"embed": junk}
        response = Http().get(base, asked, headers={"Authorization": f"Bearer {token}"})
        assert response.status_code in {200, 400, 403}, junk


@pytest.mark.parametrize("path", ["/aas/oauth2/go", "/aas/oauth2/decide", "/idp/ext/Logout"])
def test_the_pages_on_the_way(path: str, system: System, dice: random.Random) -> None:
    person = Person()
    person.sign_in()
    for name in ("asked", "fresh", "shown", "client_id", "redirect_url"):
        for junk in dice.sample(JUNK, 9):
            address = f"{path}?{urlencode({name: junk})}"
            sound(person.get(address), address)
            sound(person.send(address, decision="allow"), address)
