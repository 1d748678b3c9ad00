"""Claims asked for one by one: where they stand, who may ask, and what the person is told."""

import json
from typing import Any

import pytest

from parta.audit.models import AuditEvent
from parta.civic.citizens.models import Citizen
from parta.idp.consent.models import Consent
from parta.idp.provider.request_of import request_of
from tests.idp.party import Browser, Party, answer, ask, post, redeem, register, userinfo
from tests.idp.test_code_flow import claims

ANYA = "+7 199 111-11-11"
PROTOCOL = {"iss", "sub", "aud", "iat", "exp", "auth_time", "amr", "acr", "sid", "nonce", "at_hash"}
Told = dict[str, Any]


@pytest.fixture
def school(db: None) -> Party:
    return register("school", ["openid", "profile", "phone"])


def told(school: Party, wish: dict[str, Any], scope: str = "openid") -> tuple[Told, Told]:
    """What stands in the ID token and in the userinfo, beside the protocol's own."""
    asked = ask(school, scope=scope, claims=json.dumps(wish))
    response = redeem(asked, Browser(ANYA).through(asked)["code"])
    about = dict(userinfo(response.json()["access_token"]).json())
    about.pop("sub")
    return {k: v for k, v in claims(response).items() if k not in PROTOCOL}, about


NAME, DAY = {"given_name": "Анна"}, {"birthdate": "2013-03-14"}
PROFILE = {**NAME, **DAY, "family_name": "Ковалёва", "gender": "female"}


@pytest.mark.parametrize(
    ("wish", "id_token", "about"),
    [
        ({}, {}, {}),
        ({"userinfo": {"given_name": None}}, {}, NAME),
        ({"userinfo": {"given_name": {"essential": True}}}, {}, NAME),
        ({"id_token": {"given_name": None}}, NAME, {}),
        (
            {"id_token": {"birthdate": {"essential": True}}, "userinfo": {"given_name": {}}},
            DAY,
            NAME,
        ),
        # essential and unknown, not the client's to know, or no claim at all: left out
        ({"userinfo": {"middle_name": {"essential": True}, "given_name": None}}, {}, NAME),
        ({"userinfo": {"email": {"essential": True}}, "id_token": {"email": None}}, {}, {}),
        ({"userinfo": {"nickname": {"essential": True}, "\ud800": None}}, {}, {}),
        # a value is the client's own belief, and changes nothing
        ({"userinfo": {"given_name": {"value": "Мария"}}}, {}, NAME),
        ({"id_token": {"auth_time": {"essential": True}, "sub": None}}, {}, {}),
    ],
)
def test_where_each_claim_stands(
    wish: dict[str, Any], id_token: Told, about: Told, anya: Citizen, school: Party
) -> None:
    assert told(school, wish) == (id_token, about)


def test_a_scopes_claims_stay_where_they_were(anya: Citizen, school: Party) -> None:
    said = told(school, {"id_token": {"given_name": None}}, "openid profile")
    assert said == (NAME, PROFILE)


def test_the_person_sees_them_and_agrees_once(anya: Citizen, school: Party) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    one = ask(school, claims='{"userinfo": {"birthdate": null}}')
    shown = browser.go(one.url).content.decode()
    assert "<dd>14.03.2013</dd>" in shown
    assert "Анна" not in shown
    browser.through(one)
    browser.through(ask(school, claims='{"id_token": {"birthdate": null}}'))
    assert browser.consents == 1
    browser.through(ask(school, claims='{"id_token": {"given_name": null}}'))
    assert browser.consents == 2
    browser.through(ask(school, scope="openid profile"))
    assert browser.consents == 3
    browser.through(ask(school, claims='{"id_token": {"family_name": null, "email": null}}'))
    assert browser.consents == 3
    consent = Consent.objects.get()
    assert (consent.scopes, consent.claims) == (["openid", "profile"], ["birthdate", "given_name"])
    event = AuditEvent.objects.filter(action="consent.given").order_by("pk")[0]
    assert event.detail == {"scopes": ["openid"], "claims": ["birthdate"]}


@pytest.mark.parametrize(
    ("level", "wanted", "told"),
    [
        ("confirmed", ["standard"], "standard"),
        ("standard", ["standard", "confirmed"], "standard"),
        ("simplified", ["standard"], None),
        ("confirmed", ["else"], None),
    ],
)
def test_an_essential_level_binds(
    level: str, wanted: list[str], told: str | None, anya: Citizen, school: Party
) -> None:
    Citizen.objects.update(level=level)
    values = [f"urn:parta:level:{value}" for value in wanted]
    wish = {"id_token": {"acr": {"essential": True, "values": values}}}
    asked = ask(school, claims=json.dumps(wish))
    said = Browser(ANYA).through(asked)
    if told is None:
        assert said["error"] == "unmet_authentication_requirements"
    else:
        assert claims(redeem(asked, said["code"]))["acr"] == f"urn:parta:level:{told}"


def test_a_page_on_the_way_learns_what_the_client_believes(school: Party, db: None) -> None:
    wish = {
        "userinfo": {"given_name": {"value": "Анна"}, "phone_number": {"value": "+71990000001"}}
    }
    sent = ask(school, scope="openid profile", claims=json.dumps(wish))
    uri = post(Browser(), "/par", sent.parameters, school).json()["request_uri"]
    for url in (sent.url, ask(school, request_uri=uri).url):
        found = request_of(url)
        assert found
        assert found.client.client_id == "school"
        assert found.redirect_uri == school.redirect_uri
        assert found.scopes == ("openid", "profile")
        assert found.values == {"given_name": "Анна", "phone_number": "+71990000001"}


def test_what_is_no_request_of_this_site_tells_nothing(school: Party, db: None) -> None:
    url = ask(school).url
    assert request_of(url)
    for address in (
        *("", "/", "/authorize", "http://[", "/authorize/decide?x=1"),
        f"https://evil.example{url}",
        url.replace("client_id=school", "client_id=nobody"),
        f"{url}&claims=x",
        f"{url}&state=2",
        ask(school, scope="openid email").url,
        ask(school, request_uri="urn:ietf:params:oauth:request_uri:x").url,
    ):
        assert request_of(address) is None, address


def test_a_code_answers_a_request_with_claims_at_once(anya: Citizen, school: Party) -> None:
    browser = Browser(ANYA)
    browser.through(ask(school, claims='{"id_token": {"gender": null}}'))
    silent = ask(school, claims='{"userinfo": {"gender": null}}', prompt="none")
    assert "code" in answer(browser.get(silent.url), school)
    silent = ask(school, claims='{"userinfo": {"birthdate": null}}', prompt="none")
    assert answer(browser.get(silent.url), school)["error"] == "consent_required"
