"""What a relying party learns about a citizen: the granted scopes, and nothing more."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Http
from joserfc import jwt
from joserfc.jwk import KeySet

from parta.civic.citizens.models import Citizen
from parta.idp.accounts.jobs import forget_rested_tries
from parta.idp.accounts.models import Tries
from parta.idp.provider import jose
from parta.idp.provider.jobs import forget_what_has_run_out
from parta.idp.provider.models import AccessToken, Client, Code, Grant
from tests.idp.party import Browser, Party, answer, ask, redeem, register, userinfo

ANYA = "+7 199 111-11-11"
ALL = "openid profile phone email"


@pytest.fixture
def school(db: None) -> Party:
    return register("school", ALL.split())


def told(party: Party, scope: str, **changes: str) -> dict[str, Any]:
    asked = ask(party, scope=scope, **changes)
    tokens = redeem(asked, Browser(ANYA).through(asked)["code"]).json()
    said = dict(userinfo(tokens["access_token"]).json())
    assert said.pop("sub")
    return said


PROFILE = {
    "family_name": "Ковалёва",
    "given_name": "Анна",
    "birthdate": "2013-03-14",
    "gender": "female",
}
PHONE = {"phone_number": "+71991111111", "phone_number_verified": True}


@pytest.mark.proves(
    "basic:oidcc-scope-profile", "basic:oidcc-scope-email", "basic:oidcc-scope-phone", "asvs:10.3.2"
)
@pytest.mark.parametrize(
    ("scope", "claims"),
    [
        ("openid", {}),
        ("openid profile", PROFILE),
        ("openid phone", PHONE),
        ("openid email", {}),
        (ALL, PROFILE | PHONE),
    ],
)
def test_each_scope_releases_its_claims(
    scope: str, claims: dict[str, Any], anya: Citizen, school: Party
) -> None:
    assert told(school, scope) == claims


@pytest.mark.proves("basic:oidcc-scope-all")
def test_everything_that_can_be_known(anya: Citizen, school: Party) -> None:
    Citizen.objects.update(
        middle_name="Дмитриевна", email="anya@pochta.example", phone_verified=True
    )
    assert told(school, ALL) == {
        **PROFILE,
        **PHONE,
        "middle_name": "Дмитриевна",
        "email": "anya@pochta.example",
        "email_verified": False,
    }


@pytest.mark.proves("asvs:10.4.11")
def test_a_scope_the_client_is_not_registered_for_is_refused(anya: Citizen, school: Party) -> None:
    Client.objects.update(scopes=["openid", "profile"])
    asked = ask(school, scope=ALL)
    assert Browser(ANYA).through(asked)["error"] == "invalid_scope"


@pytest.mark.proves("provider:8")
def test_more_scopes_ask_again(anya: Citizen, school: Party) -> None:
    browser = Browser(ANYA)
    browser.through(ask(school, scope="openid profile"))
    browser.through(ask(school, scope="openid"))
    assert browser.consents == 1
    browser.through(ask(school, scope="openid phone"))
    assert browser.consents == 2
    browser.through(ask(school, scope="openid profile phone"))
    assert browser.consents == 2


@pytest.mark.proves("asvs:10.7.2")
def test_the_consent_page_shows_what_is_handed_over(anya: Citizen, school: Party) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    shown = browser.go(ask(school, scope="openid profile phone").url).content.decode()
    for value in ("Ковалёва Анна", "14.03.2013", "женский", "+7 199 111-11-11", "упрощённая"):
        assert f"<dd>{value}</dd>" in shown
    assert "согласие действует, пока вы не отзовёте его" in shown
    shown = browser.go(ask(school, scope="openid").url).content.decode()
    assert "14.03.2013" not in shown


@pytest.mark.proves("provider:7")
@pytest.mark.parametrize("level", ["simplified", "standard", "confirmed"])
def test_the_level_stands_in_the_id_token(level: str, anya: Citizen, school: Party) -> None:
    Citizen.objects.update(level=level)
    asked = ask(school)
    tokens = redeem(asked, Browser(ANYA).through(asked)["code"]).json()
    keys = KeySet.import_key_set(Http().get("/jwks").json())
    said = jwt.decode(tokens["id_token"], keys, algorithms=["RS256"]).claims
    assert said["acr"] == f"urn:parta:level:{level}"


@pytest.mark.proves("provider:7", "basic:oidcc-ensure-request-with-acr-values-succeeds")
@pytest.mark.parametrize(
    ("level", "wanted", "reached"),
    [
        ("simplified", "confirmed", False),
        ("standard", "confirmed", False),
        ("confirmed", "confirmed", True),
        ("standard", "confirmed standard", True),
        ("simplified", "simplified", True),
    ],
)
@pytest.mark.parametrize("prompt", [None, "none"])
def test_a_level_can_not_be_gained_by_signing_in_again(
    prompt: str | None, level: str, wanted: str, reached: bool, anya: Citizen, school: Party
) -> None:
    browser = Browser(ANYA)
    browser.through(ask(school))
    Citizen.objects.update(level=level)
    values = " ".join(f"urn:parta:level:{value}" for value in wanted.split())
    said = answer(browser.go(ask(school, acr_values=values, prompt=prompt).url), school)
    assert ("code" in said) is reached
    assert said.get("error") == (None if reached else "unmet_authentication_requirements")


def test_a_returning_person_costs_few_queries(
    anya: Citizen, school: Party, django_assert_max_num_queries: Any
) -> None:
    browser = Browser(ANYA)
    asked = ask(school, scope=ALL)
    redeem(asked, browser.through(asked)["code"])
    asked = ask(school, scope=ALL)
    with django_assert_max_num_queries(8):
        code = answer(browser.get(asked.url), school)["code"]
    with django_assert_max_num_queries(7):
        redeem(asked, code)


def test_the_jobs_forget_what_has_run_out(anya: Citizen, school: Party, settings: Any) -> None:
    Browser().sign_in(ANYA, "wrong")
    asked = ask(school)
    token = redeem(asked, Browser(ANYA).through(asked)["code"]).json()["access_token"]
    forget_what_has_run_out()
    forget_rested_tries()
    assert userinfo(token).status_code == 200
    assert Tries.objects.exists()
    settings.CLOCK_OFFSET = timedelta(days=2)
    forget_what_has_run_out()
    forget_rested_tries()
    assert not any(m.objects.exists() for m in (Grant, Code, AccessToken, Tries))


def test_a_level_raised_meanwhile_is_told_silently_in_the_same_session(
    anya: Citizen, school: Party
) -> None:
    browser, said = Browser(ANYA), []
    browser.through(ask(school))
    for level in ("simplified", "confirmed"):
        Citizen.objects.update(level=level)
        asked = ask(school, prompt="none")
        tokens = redeem(asked, answer(browser.get(asked.url), school)["code"]).json()
        said.append(jose.own(tokens["id_token"]))
    assert [claims["acr"] for claims in said] == [
        "urn:parta:level:simplified",
        "urn:parta:level:confirmed",
    ]
    assert said[0]["auth_time"] == said[1]["auth_time"]
    assert browser.sign_ins == 1
