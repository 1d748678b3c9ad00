"""The npm package `esia` signs a person in, as it does at the real ESIA."""

from typing import Any
from uuid import UUID

import pytest
from pytest_django.live_server_helper import LiveServer

from parta.civic.citizens.models import Citizen
from parta.civic.esia.oids import oid
from parta.idp.accounts.account import Account
from tests.civic.esia.signers import Rsa, rsa_signer
from tests.civic.esia.system import Person, System
from tests.foreign.node import Talk, talking

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def citizen(anya: Account, live_server: LiveServer, settings: Any) -> Citizen:
    settings.ISSUER = settings.PUBLIC_URL = live_server.url
    assert isinstance(anya, Citizen)
    return anya


def environment(live_server: LiveServer, system: System, signer: Rsa) -> dict[str, str]:
    return {
        "ESIA": live_server.url,
        "MNEMONIC": system.mnemonic,
        "REDIRECT_URI": system.redirect_uri,
        "SCOPE": system.scope,
        "CERTIFICATE": signer.pem.decode(),
        "KEY": signer.key_pem.decode(),
    }


def visit(client: Talk) -> dict[str, str]:
    """What reaches the system's callback after the person has signed in and agreed."""
    asked = client.say("ask")
    answer = Person().answer(asked["url"])
    assert answer.get("state") == asked["params"]["state"]
    return answer


def test_a_login(citizen: Citizen, live_server: LiveServer) -> None:
    signer = rsa_signer("npm")
    system = System(signer=signer, scope="openid fullname mobile").registered()
    with talking("esia.mjs", **environment(live_server, system, signer)) as client:
        code = visit(client)["code"]
        paths = ["/", "/ctts", "/ctts?embed=(elements)"]
        found = client.say("access", code=code, paths=paths)
    number = oid(citizen)
    response = found["marker"]["response"]
    assert response.keys() == {
        *("access_token", "expires_in", "id_token", "refresh_token", "state", "token_type"),
    }
    assert UUID(response["state"])
    assert found["marker"]["decodedAccessToken"]["urn:esia:sbj_id"] == number
    person, links, contacts = found["data"]
    assert (person["lastName"], person["firstName"]) == ("Ковалёва", "Анна")
    assert links["elements"] == [f"{live_server.url}/rs/prns/{number}/ctts/{number * 10 + 2}"]
    assert contacts["elements"][0]["value"] == "+7(199)1111111"


def test_a_key_that_is_not_registered(citizen: Citizen, live_server: LiveServer) -> None:
    system = System(signer=rsa_signer("npm")).registered()
    thief = rsa_signer("thief")
    with talking("esia.mjs", **environment(live_server, system, thief)) as client:
        assert visit(client)["error_description"].startswith("ESIA-007002")
        refused = client.say("access", code="x", paths=[])
    assert "ESIA-007002" in refused["error"]
