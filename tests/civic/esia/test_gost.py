"""A login by GOST R 34.10-2012 under both generations, signed with OpenSSL's engine."""

import random

import pytest
from django.test import Client as Http

from parta.civic.citizens.models import Citizen
from parta.civic.esia import gost
from parta.civic.esia.oids import oid
from tests.civic.esia.signers import gost_signer, rsa_signer
from tests.civic.esia.system import CURRENT, OLD, Person, System, data, packed

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
