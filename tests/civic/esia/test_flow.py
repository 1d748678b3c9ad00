"""A login through the ESIA's front door, by systems of both generations."""

from typing import Any
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jws import JWSRegistry

from parta.civic.citizens.models import Citizen
from parta.civic.esia.oids import oid
from parta.idp.provider import keyring
from tests.civic.esia.system import ANYA, CURRENT, OLD, Person, System, data, pkce, said


@pytest.mark.parametrize("generation", [OLD, CURRENT])
def test_a_system_learns_who_the_person_is(generation: str, anya: Citizen) -> None:
    system, state, fresh = System(generation=generation).registered(), str(uuid4()), str(uuid4())
    answer = Person().answer(system.url(state=state))
    assert answer.keys() == {"code", "state"}
    assert answer["state"] == state

    response = system.exchange(answer["code"], state=fresh)
    assert response.status_code == 200, response.content
    told = response.json()
    number = oid(anya)
    assert told | {"access_token": "", "id_token": ""} == {
        "access_token": "",
        "expires_in": 3600,
        "id_token": "",
        "state": fresh,
        "token_type": "Bearer",
    }
    person = data(told["access_token"], str(number)).json()
    assert person.pop("eTag")
    assert person == {
        "stateFacts": ["EntityRoot"],
        "firstName": "Анна",
        "lastName": "Ковалёва",
        "birthDate": "14.03.2013",
        "trusted": False,
        "status": "REGISTERED",
    }


def checked(token: str) -> dict[str, Any]:
    keys = keyring.keys().all
    lax = JWSRegistry(algorithms=["RS256"], strict_check_header=False)
    return dict(jwt.decode(token, keys, registry=lax).claims)


def test_tokens_have_the_shapes_of_the_real_ones(anya: Citizen) -> None:
    system = System().registered()
    told = system.exchange(Person().answer(system.url())["code"]).json()
    number = oid(anya)
    access, identity = checked(told["access_token"]), checked(told["id_token"])
    assert said(told["access_token"], 0).items() >= {
        ("ver", 1),
        ("typ", "JWT"),
        ("sbt", "access"),
        ("alg", "RS256"),
    }
    assert access["exp"] - access["iat"] == 3600
    assert access["nbf"] == access["iat"]
    assert len(access["urn:esia:sid"]) == 64
    assert {k: v for k, v in access.items() if k not in {"nbf", "iat", "exp", "jti"}} == {
        "iss": "http://127.0.0.1:8001/",
        "client_id": "SYSTEM01",
        "scope": f"openid fullname?oid={number} birthdate?oid={number}",
        "urn:esia:sid": access["urn:esia:sid"],
        "urn:esia:sbj_id": number,
    }
    assert identity["auth_time"] <= identity["iat"]
    timeless = {k: v for k, v in identity.items() if k not in {"nbf", "iat", "exp", "auth_time"}}
    assert timeless == {
        "iss": "http://127.0.0.1:8001/",
        "aud": "SYSTEM01",
        "sub": number,
        "amr": "PWD",
        "urn:esia:amd": "PWD",
        "urn:esia:sid": access["urn:esia:sid"],
        "urn:esia:sbj": {
            "urn:esia:sbj:typ": "P",
            "urn:esia:sbj:oid": number,
            "urn:esia:sbj:nam": f"OID.{number}",
            "urn:esia:sbj:lvl": "KD",
        },
    }


@pytest.mark.parametrize(
    ("born", "level", "lvl", "trusted"),
    [
        (2013, "simplified", "KD", False),
        (2013, "confirmed", "KD", True),
        (2000, "simplified", "P", False),
        (2000, "standard", "P", False),
        (2000, "confirmed", "PR", True),
    ],
)
def test_levels(born: int, level: str, lvl: str, trusted: bool, anya: Citizen) -> None:
    Citizen.objects.update(birthdate=anya.birthdate.replace(year=born), level=level)
    system = System().registered()
    told = system.exchange(Person().answer(system.url())["code"]).json()
    subject = said(told["id_token"])["urn:esia:sbj"]
    assert subject["urn:esia:sbj:lvl"] == lvl
    assert subject.get("urn:esia:sbj:is_tru") is (True if trusted else None)
    assert data(told["access_token"], str(oid(anya))).json()["trusted"] is trusted


def test_without_openid_there_is_no_id_token(anya: Citizen) -> None:
    system = System(scope="fullname").registered()
    told = system.exchange(Person().answer(system.url())["code"]).json()
    assert "id_token" not in told
    assert said(told["access_token"])["scope"] == f"fullname?oid={oid(anya)}"


def test_consent_is_asked_once_and_says_what_is_handed_over(anya: Citizen) -> None:
    Citizen.objects.update(snils="11223344595")
    system, person = System(scope="openid fullname snils mobile").registered(), Person()
    page = person.consent_page(system.url())
    for words in ("Портал района", "Ковалёва Анна", "112-233-445 95", "111-11-11"):
        assert words in page
    assert "14.03.2013" not in page
    person.decide(page, "allow")
    person.answer(system.url())
    assert person.consents == 0
    person.answer(system.url(scope="openid birthdate"))
    assert person.consents == 1


def test_offline_access_is_asked_for_apart_and_refreshed(anya: Citizen) -> None:
    system, person = System().registered(), Person()
    person.answer(system.url())
    code = person.answer(system.url(access_type="offline"))["code"]
    assert person.consents == 2
    first = system.exchange(code).json()
    second = system.refresh(first["refresh_token"], state=str(uuid4())).json()
    assert second.keys() == first.keys()
    assert second["refresh_token"] != first["refresh_token"]
    assert said(second["access_token"])["scope"] == said(first["access_token"])["scope"]
    assert data(second["access_token"], str(oid(anya))).status_code == 200
    again = system.refresh(first["refresh_token"])
    assert again.json()["error_description"].startswith("ESIA-007011")
    assert data(second["access_token"], str(oid(anya))).status_code == 401


@pytest.mark.proves("asvs:10.4.6")
def test_pkce(anya: Citizen) -> None:
    system, person = System(generation=CURRENT).registered(), Person()
    verifier, challenge = pkce()
    asked = {"code_challenge": challenge, "code_challenge_method": "S256"}
    code = person.answer(system.url(**asked))["code"]
    for wrong in (None, "x", pkce()[0]):
        for each in (system, system.of(OLD)):
            refused = each.exchange(code, code_verifier=wrong)
            assert refused.json()["error_description"].startswith("ESIA-007040")
    assert system.exchange(code, code_verifier=verifier).status_code == 200
    code = person.answer(system.url())["code"]
    refused = system.exchange(code, code_verifier=verifier)
    assert refused.json()["error_description"].startswith("ESIA-007039")


def test_systems_that_ask_for_confirmed_people_alone(anya: Citizen) -> None:
    system = System().registered(confirmed_only=True)
    answer = Person().answer(system.url())
    assert answer["error_description"].startswith("ESIA-007055")
    Citizen.objects.update(level="confirmed")
    assert "code" in Person().answer(system.url())


def test_a_reload_on_the_way_is_no_second_use_of_the_state(anya: Citizen) -> None:
    system, person = System().registered(), Person(ANYA)
    person.sign_in()
    step = person.get(system.url())["Location"]
    assert person.get(step).status_code == 200
    page = person.get(step).content.decode()
    first, second = person.decide(page, "allow"), person.decide(page, "allow")
    assert "code=" in first["Location"]
    assert "code=" in second["Location"]
    stranger = Person(ANYA)
    stranger.sign_in()
    assert "ESIA-007003" in stranger.go(step)["Location"]


def test_oids_are_stable_and_the_same_for_every_system(anya: Citizen, boris: Citizen) -> None:
    numbers = {oid(anya), oid(anya), oid(boris)}
    assert len(numbers) == 2
    assert all(1_000_000_000 <= number < 10_000_000_000 for number in numbers)
