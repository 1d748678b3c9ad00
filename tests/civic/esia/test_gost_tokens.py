"""Tokens that the site signs by GOST R 34.10-2012, for systems that were registered so."""

import base64
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from parta.civic.citizens.models import Citizen
from parta.civic.esia import certificates, gost
from parta.civic.esia.models import System as Row
from parta.civic.esia.oids import oid
from parta.civic.esia.own_certificate import own_certificate
from parta.civic.esia.signing import gost_key
from parta.idp.provider import keyring
from parta.kit.places import place
from tests.civic.esia.signers import gost_signer, rsa_signer
from tests.civic.esia.system import CURRENT, OLD, TOKEN, Person, System, data, post, said

pytestmark = pytest.mark.usefixtures("engine")
HEADER = {"ver": 1, "typ": "JWT", "alg": "GOST3410_2012_256"}


def holds(token: str, certificate: bytes) -> bool:
    message, _, packed = token.rpartition(".")
    signature = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    return certificates.read(certificate).verifies(message.encode(), signature)


def tokens(system: System, **changes: str) -> dict[str, Any]:
    told = system.exchange(Person().answer(system.url(**changes))["code"])
    assert told.status_code == 200, told.content
    return dict(told.json())


@pytest.mark.parametrize("generation", [OLD, CURRENT])
def test_both_tokens_are_signed_by_the_key_of_the_certificate(
    generation: str, anya: Citizen
) -> None:
    system = System(signer=gost_signer(), generation=generation).registered(gost_tokens=True)
    told, certificate = tokens(system, access_type="offline"), own_certificate(by_gost=True)
    assert said(told["access_token"], 0) == {**HEADER, "sbt": "access"}
    assert said(told["id_token"], 0) == {**HEADER, "sbt": "id"}
    assert said(told["id_token"])["sub"] == said(told["access_token"])["urn:esia:sbj_id"]
    for name in ("access_token", "id_token"):
        assert holds(told[name], certificate)
        assert not holds(f"{told[name][:-8]}AAAAAAAA", certificate)
    path = str(oid(anya))
    assert data(told["access_token"], path).json()["firstName"] == "Анна"
    assert data(f"{told['access_token'][:-8]}AAAAAAAA", path).status_code == 401
    again = system.refresh(told["refresh_token"]).json()
    assert holds(again["access_token"], certificate)
    assert holds(again["id_token"], certificate)


def test_what_a_system_signs_by_and_what_its_tokens_are_signed_by_are_two_things(
    anya: Citizen,
) -> None:
    by_rsa = System(signer=rsa_signer()).registered(gost_tokens=True)
    assert said(tokens(by_rsa)["id_token"], 0)["alg"] == "GOST3410_2012_256"
    by_gost = System("OTHER02", gost_signer()).registered()
    assert said(tokens(by_gost)["id_token"], 0)["alg"] == "RS256"


def test_the_key_goes_with_the_sites_own(anya: Citizen) -> None:
    system = System(signer=rsa_signer()).registered(gost_tokens=True)
    old, before = own_certificate(by_gost=True), gost_key()
    assert (gost_key(), before.stat().st_mode & 0o777) == (before, 0o600)
    keyring.rotate("test")
    told = tokens(system)["id_token"]
    assert not holds(told, old)
    assert holds(told, own_certificate(by_gost=True))
    assert keys(before.parent) == [gost_key()]


def keys(folder: Path) -> list[Path]:
    return list(folder.glob("*-esia-gost-*"))


def test_no_place_to_sign_in_uses_nothing_up(
    anya: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request is proved by RSA: only its answer needs OpenSSL."""
    system = System(signer=rsa_signer()).registered(gost_tokens=True)
    first = tokens(system, access_type="offline")["refresh_token"]
    code = Person().answer(system.url())["code"]
    forms = [
        {"grant_type": "authorization_code", "code": code, "redirect_uri": system.redirect_uri},
        {"grant_type": "refresh_token", "refresh_token": first},
    ]
    sent = [system.form(form) for form in forms]
    monkeypatch.setattr(gost, "PATIENCE", timedelta(seconds=0.05))
    with ExitStack() as held:
        for _ in range(gost.AT_ONCE):
            held.enter_context(place(settings.HOME / "openssl", gost.AT_ONCE, gost.PATIENCE))
        for form in sent:
            busy = post(TOKEN[OLD], form)
            assert (busy.status_code, busy["Retry-After"]) == (503, "3")
            assert busy.json()["error"] == "temporarily_unavailable"
    monkeypatch.undo()
    for form in sent:
        assert post(TOKEN[OLD], form).status_code == 200
    assert post(TOKEN[OLD], sent[0]).json()["error_description"].startswith("ESIA-007003")
    assert Row.objects.get().gost_tokens
