"""Each refusal has its number, at the callback, as JSON, or on a page of our own."""

import logging
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

import pytest
from django.test import Client as Http

from parta.civic.citizens.models import Citizen
from parta.civic.esia.models import System as Row
from parta.civic.esia.registry import remove
from parta.idp.provider.models import Client
from parta.kit import clock
from tests.civic.esia.signers import rsa_signer
from tests.civic.esia.system import (
    AUTHORIZE,
    CURRENT,
    OLD,
    Person,
    System,
    data,
    now,
    packed,
    pkce,
    said,
)

STATE = "0f1c9a52-4c36-4a3d-8d52-6f0b8a1c7e11"
OTHER_SECRET = packed(rsa_signer("attacker").cms("x"))
SCOPE = "openid fullname birthdate"


def at(minutes: float) -> str:
    moment = clock.now() + timedelta(minutes=minutes)
    return moment.strftime("%Y.%m.%d %H:%M:%S +0000")


AT_THE_CALLBACK: list[tuple[dict[str, str | None], str]] = [
    ({"scope": None}, "007013"),
    ({"scope": "openid nonsense"}, "007006"),
    ({"scope": "openid fullname?oid=1"}, "007006"),
    ({"scope": " "}, "007013"),
    ({"scope": "openid snils"}, "007019"),
    ({"state": None}, "007014"),
    ({"state": "no-uuid"}, "007003"),
    ({"timestamp": None}, "007014"),
    ({"timestamp": "2026-11-24T12:00:00Z"}, "007003"),
    ({"timestamp": "2026.02.30 12:00:00 +0300"}, "007003"),
    ({"timestamp": "2026.11.24 12:00:00 +9999"}, "007003"),
    ({"timestamp": "2020.01.01 12:00:00 +0300"}, "007015"),
    ({"response_type": "token"}, "007003"),
    ({"response_type": None}, "007014"),
    ({"access_type": "sometimes"}, "007003"),
    ({"client_secret": None}, "007014"),
    ({"client_secret": "не base64"}, "007053"),
    ({"client_secret": "AAAA"}, "007053"),
    ({"client_secret": packed(b"\x30" * 3000)}, "007053"),
    ({"client_secret": "A" * 20_000}, "007003"),
]


@pytest.fixture
def system(anya: Citizen) -> System:
    return System().registered(scopes=SCOPE.split())


def told(response: Any) -> dict[str, str]:
    location = response["Location"]
    assert location.startswith("https://system.example/esia?"), location
    return dict(parse_qsl(urlsplit(location).query))


@pytest.mark.parametrize(("changes", "code"), AT_THE_CALLBACK)
@pytest.mark.parametrize("generation", [OLD, CURRENT])
def test_at_the_callback(
    generation: str, changes: dict[str, str | None], code: str, system: System
) -> None:
    asked = {"state": STATE, **changes}
    answer = told(Http().get(system.of(generation).url(**asked)))
    assert answer.pop("error")
    assert re.fullmatch(rf"ESIA-{code}: .+", answer.pop("error_description"))
    assert answer == ({"state": STATE} if asked["state"] == STATE else {})


@pytest.mark.parametrize(("minutes", "fits"), [(-6, False), (-4, True), (4, True), (6, False)])
def test_clocks_may_differ_by_five_minutes(minutes: int, fits: bool, system: System) -> None:
    response = Http().get(system.url(timestamp=at(minutes)))
    assert response["Location"].startswith("/aas/oauth2/go") is fits
    if not fits:
        assert "ESIA-007015" in response["Location"]


def test_another_zone_is_the_same_moment(system: System) -> None:
    moscow = (clock.now() + timedelta(hours=3)).strftime("%Y.%m.%d %H:%M:%S +0300")
    assert Http().get(system.url(timestamp=moscow))["Location"].startswith("/aas/oauth2/go")


def test_a_certificate_of_another(system: System) -> None:
    answer = told(Http().get(system.url(client_secret=OTHER_SECRET)))
    assert answer["error_description"].startswith("ESIA-007002")


@pytest.mark.proves("attack:replayed-state")
def test_a_state_is_used_once(system: System) -> None:
    url = system.url()
    assert Http().get(url)["Location"].startswith("/aas/oauth2/go")
    assert told(Http().get(url))["error_description"].startswith("ESIA-007003")
    state = dict(parse_qsl(urlsplit(url).query))["state"]
    again = told(Http().get(system.url(state=state.upper())))
    assert again["error_description"].startswith("ESIA-007003")
    assert Http().get(system.url())["Location"].startswith("/aas/oauth2/go")


@pytest.mark.parametrize("name", ["state", "scope", "timestamp", "client_secret", "anything"])
def test_a_repeated_parameter(name: str, system: System) -> None:
    answer = told(Http().get(f"{system.url(state=STATE)}&{name}=x&{name}=y"))
    assert answer["error_description"].startswith("ESIA-007003")


def test_a_wrong_challenge(system: System) -> None:
    current, challenge = system.of(CURRENT), pkce()[1]
    for asked in (
        {"code_challenge": "short"},
        {"code_challenge": challenge, "code_challenge_method": "plain"},
    ):
        answer = told(Http().get(current.url(**asked)))
        assert answer["error_description"].startswith("ESIA-007003")


def test_the_person_refuses(system: System) -> None:
    person, url = Person(), system.url(state=STATE)
    refused = person.decide(person.consent_page(url), "deny")
    assert told(refused) == {
        "error": "access_denied",
        "error_description": "ESIA-007004: The person refused.",
        "state": STATE,
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client_id": None}, "ESIA-007014"),
        ({"client_id": "NOBODY"}, "ESIA-008010"),
        ({"client_id": "a\x00b"}, "ESIA-007003"),
        ({"redirect_uri": None}, "ESIA-007014"),
        ({"redirect_uri": "https://system.example/esia/"}, "ESIA-007023"),
        ({"redirect_uri": "https://evil.example"}, "ESIA-007023"),
    ],
)
@pytest.mark.parametrize("path", AUTHORIZE.values())
def test_on_a_page_of_our_own(
    path: str, changes: dict[str, str | None], code: str, system: System
) -> None:
    asked = {k: v for k, v in {**system.authorization(), **changes}.items() if v is not None}
    response = Http().get(f"{path}?{urlencode(asked)}")
    assert response.status_code == 400
    assert f'data-reason="{code}"' in response.content.decode()
    assert "Location" not in response


def test_a_system_that_is_switched_off(system: System) -> None:
    step = Http().get(system.url())["Location"]
    Client.objects.filter(client_id=system.mnemonic).update(is_active=False)
    assert 'data-reason="ESIA-008010"' in Http().get(system.url()).content.decode()
    assert 'data-reason="stale-request"' in Http().get(step).content.decode()
    assert error(system.exchange("x")) == "ESIA-008010"


def test_the_other_front_door_is_shut(system: System) -> None:
    """A system can't pass for an OpenID Connect client, with what it has or without."""
    asked = {
        "client_id": system.mnemonic,
        "redirect_uri": system.redirect_uri,
        "response_type": "code",
        "scope": "openid",
        "code_challenge": pkce()[1],
        "code_challenge_method": "S256",
    }
    assert "invalid_scope" in Http().get("/authorize", asked)["Location"]
    form = {"grant_type": "authorization_code", "code": "x", "client_id": system.mnemonic}
    for secret in ({}, {"client_secret": "x"}, {"client_secret": ""}):
        assert Http().post("/token", {**form, **secret}).status_code in {400, 401}


def error(response: Any) -> str:
    assert response.status_code == 400, response.content
    body = response.json()
    assert body["error"]
    return str(body["error_description"].split(":")[0])


AT_THE_TOKEN_STEP: list[tuple[dict[str, str | None], str]] = [
    ({"scope": None}, "ESIA-007013"),
    ({"scope": "openid"}, "ESIA-007006"),
    ({"scope": "openid fullname birthdate snils"}, "ESIA-007006"),
    ({"state": None}, "ESIA-007014"),
    ({"state": "1"}, "ESIA-007003"),
    ({"timestamp": "2020.01.01 12:00:00 +0300"}, "ESIA-007015"),
    ({"timestamp": "soon"}, "ESIA-007003"),
    ({"grant_type": None}, "ESIA-007014"),
    ({"grant_type": "password"}, "ESIA-007009"),
    ({"code": None}, "ESIA-007014"),
    ({"code": "wrong"}, "ESIA-007011"),
    ({"redirect_uri": None}, "ESIA-007014"),
    ({"redirect_uri": "https://system.example/other"}, "ESIA-007011"),
    ({"token_type": "MAC"}, "ESIA-007003"),
    ({"client_id": None}, "ESIA-007014"),
    ({"client_id": "NOBODY"}, "ESIA-008010"),
    ({"client_secret": None}, "ESIA-007014"),
    ({"client_secret": "AAAA"}, "ESIA-007053"),
]


@pytest.mark.parametrize("generation", [OLD, CURRENT])
def test_at_the_token_step(generation: str, system: System) -> None:
    """And none of these burns the code."""
    system = system.of(generation)
    good = Person().answer(system.url())["code"]
    for changes, code in AT_THE_TOKEN_STEP:
        asked = {"state": str(uuid4()), **changes}
        response = system.exchange(good, **asked)
        assert error(response) == code, changes
        sent = None if "state" in changes else asked["state"]
        assert response.json().get("state") == sent
        assert response["Cache-Control"] == "no-store"
    assert system.exchange(good).status_code == 200


def test_a_state_of_the_token_step_is_fresh(system: System) -> None:
    state = str(uuid4())
    first = Person().answer(system.url(state=state))["code"]
    second = Person().answer(system.url())["code"]
    assert error(system.exchange(first, state=state)) == "ESIA-007003"
    assert system.exchange(first, state=STATE).status_code == 200
    assert error(system.exchange(second, state=STATE)) == "ESIA-007003"


@pytest.mark.proves("asvs:10.4.2")
def test_a_code_is_used_once_and_a_second_use_takes_back_the_first(system: System) -> None:
    code = Person().answer(system.url())["code"]
    token = system.exchange(code).json()["access_token"]
    path = str(said(token)["urn:esia:sbj_id"])
    assert data(token, path).status_code == 200
    assert error(system.exchange(code)) == "ESIA-007011"
    assert data(token, path).status_code == 401


@pytest.mark.proves("attack:code-injection")
def test_a_code_of_another_system(system: System) -> None:
    other = System("OTHER02", rsa_signer("other")).registered()
    code = Person().answer(system.url())["code"]
    assert error(other.exchange(code)) == "ESIA-007011"
    assert system.exchange(code).status_code == 200


def test_a_refresh_token_of_another_system(system: System) -> None:
    other = System("OTHER02", rsa_signer("other")).registered()
    code = Person().answer(system.url(access_type="offline"))["code"]
    refresh = system.exchange(code).json()["refresh_token"]
    assert error(other.refresh(refresh)) == "ESIA-007011"
    assert error(system.refresh(refresh, scope="openid")) == "ESIA-007006"
    assert error(system.refresh("wrong")) == "ESIA-007011"
    assert error(system.token({"grant_type": "refresh_token"})) == "ESIA-007014"
    assert system.refresh(refresh).status_code == 200


def test_a_person_whose_account_is_closed(anya: Citizen, system: System) -> None:
    code = Person().answer(system.url())["code"]
    Citizen.objects.update(is_active=False)
    assert error(system.exchange(code)) == "ESIA-007011"


def test_the_log_tells_what_should_have_been_signed_and_no_secret(
    system: System, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    current, moment = system.of(CURRENT), now()
    code = Person().answer(current.url())["code"]
    wrong = packed(current.signer.raw("something else"))
    caplog.clear()
    current.exchange(code, client_secret=wrong, state=STATE, timestamp=moment)
    (line,) = [record.getMessage() for record in caplog.records if "esia" in record.name]
    message = f"SYSTEM01{SCOPE}{moment}{STATE}{current.redirect_uri}<code>"
    assert f"to be signed: {message!r}" in line
    assert "ESIA-007053" in line
    for secret in (code, wrong):
        assert secret not in line


def test_an_address_writes_no_line_of_its_own_into_the_log(
    system: System, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    data("x", "1%0arefused: nothing")
    (line,) = [record.getMessage() for record in caplog.records if "esia" in record.name]
    assert "\n" not in line


def test_a_system_goes_with_all_that_it_was_given(system: System) -> None:
    token = system.exchange(Person().answer(system.url())["code"]).json()["access_token"]
    remove(Row.objects.get())
    assert data(token, str(said(token)["urn:esia:sbj_id"])).status_code == 401
