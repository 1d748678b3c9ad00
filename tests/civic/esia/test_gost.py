"""A login by GOST R 34.10-2012 under both generations, signed with OpenSSL's engine."""

import random
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from threading import Lock
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Http

from parta.civic.citizens.models import Citizen
from parta.civic.esia import certificates, gost
from parta.civic.esia.oids import oid
from parta.kit.places import place
from tests.civic.esia.signers import gost_signer, rsa_signer
from tests.civic.esia.system import CURRENT, OLD, TOKEN, Person, System, data, packed, post

pytestmark = pytest.mark.usefixtures("engine")


@pytest.mark.parametrize("generation", [OLD, CURRENT])
def test_a_login(generation: str, anya: Citizen) -> None:
    system = System(signer=gost_signer(), generation=generation).registered()
    told = system.exchange(Person().answer(system.url(access_type="offline"))["code"]).json()
    assert data(told["access_token"], str(oid(anya))).json()["firstName"] == "Анна"
    assert system.refresh(told["refresh_token"]).status_code == 200


@pytest.mark.parametrize("generation", [OLD, CURRENT])
@pytest.mark.parametrize("other", [gost_signer, rsa_signer])
def test_the_key_of_another(generation: str, other: object, anya: Citizen) -> None:
    System(signer=gost_signer(), generation=generation).registered()
    assert callable(other)
    forger = System(signer=other("forger"), generation=generation)
    answer = Person().answer(forger.url())
    assert answer["error_description"][:11] in {"ESIA-007002", "ESIA-007053"}


def test_garbage_is_refused(anya: Citizen) -> None:
    dice = random.Random(5)
    system = System(signer=gost_signer()).registered()
    good = gost_signer().cms("x")
    for _ in range(12):
        at = dice.randrange(len(good))
        bad = good[:at] + dice.randbytes(3) + good[at + 3 :]
        answer = Http().get(system.url(client_secret=packed(bad)))["Location"]
        assert "ESIA-0070" in answer
    current = system.of(CURRENT)
    for bad in (bytes(64), b"\xff" * 64, dice.randbytes(64), dice.randbytes(63), b"\x30" * 64):
        answer = Http().get(current.url(client_secret=packed(bad)))["Location"]
        assert "ESIA-007053" in answer


def test_an_engine_that_does_not_answer_in_time(
    anya: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = System(signer=gost_signer(), generation=CURRENT).registered()
    url = system.url()
    monkeypatch.setattr(gost, "SECONDS", 0.00001)
    gost.engine.cache_clear()
    assert not gost.available()
    assert "ESIA-007008" in Http().get(url)["Location"]
    monkeypatch.undo()
    assert gost.available()
    assert Http().get(url)["Location"].startswith("/aas/oauth2/go")


@pytest.fixture
def all_taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[ExitStack]:
    """Every place for OpenSSL is held by somebody, until the stack is closed."""
    monkeypatch.setattr(gost, "PATIENCE", timedelta(seconds=0.05))
    gost.engine()
    with ExitStack() as held:
        yield held


def take_all(held: ExitStack) -> None:
    for _ in range(gost.AT_ONCE):
        held.enter_context(place(settings.HOME / "openssl", gost.AT_ONCE, gost.PATIENCE))


def test_a_machine_that_is_full_says_when_to_come_again(
    anya: Citizen, all_taken: ExitStack
) -> None:
    system = System(signer=gost_signer(), generation=CURRENT).registered()
    url = system.url()
    code = Person().answer(system.url())["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": system.redirect_uri}
    sent = system.form(form)
    take_all(all_taken)
    assert "error=temporarily_unavailable" in Http().get(url)["Location"]
    busy = post(TOKEN[CURRENT], sent)
    assert (busy.status_code, busy["Retry-After"], busy["Cache-Control"]) == (503, "3", "no-store")
    assert busy.json() == {
        "error": "temporarily_unavailable",
        "error_description": "ESIA-007008: The service can't answer now.",
        "state": sent["state"],
    }
    all_taken.close()
    assert Http().get(url)["Location"].startswith("/aas/oauth2/go")
    assert post(TOKEN[CURRENT], sent).status_code == 200


def test_a_flood_of_signatures_leaves_half_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thread is a request of its own; processes share the places just so (kit.places)."""
    running, most, lock, run = 0, 0, Lock(), subprocess.run

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        try:
            return run(*arguments, **named)
        finally:
            with lock:
                running -= 1

    signer = gost_signer()
    key = certificates.read(signer.certificate).public_key
    signature, gost_of = signer.raw("a"), gost.verifies
    gost.engine()
    monkeypatch.setattr(gost, "PATIENCE", timedelta(seconds=30))
    monkeypatch.setattr(subprocess, "run", counted)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: gost_of(key, b"a", signature), range(24)))
    assert (all(found), most) == (True, gost.AT_ONCE)
