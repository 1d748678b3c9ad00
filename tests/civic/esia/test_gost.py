"""A login by GOST R 34.10-2012 under both generations, signed with OpenSSL's engine."""

import pytest

from parta.civic.citizens.models import Citizen
from parta.civic.esia.oids import oid
from tests.civic.esia.signers import gost_signer, rsa_signer
from tests.civic.esia.system import CURRENT, OLD, Person, System, data

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
