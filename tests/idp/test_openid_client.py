"""A client that others wrote (npm openid-client) signs people in, over HTTP.

It checks signatures, nonces, hashes and times of its own accord, so an answer
that it takes is one that any client takes.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc.jwk import ECKey
from pytest_django.live_server_helper import LiveServer

from parta.idp.accounts.account import Account, model
from parta.idp.accounts.identifiers import read
from parta.idp.provider.models import Client
from tests.foreign.node import Talk, talking
from tests.idp.party import Browser, Party, register

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+71991111111"
OFFLINE = "openid offline_access"


@pytest.fixture
def issuer(live_server: LiveServer, settings: Any) -> str:
    """The site, served; what it says of itself follows."""
    settings.ISSUER = settings.PUBLIC_URL = live_server.url
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    return str(live_server.url)


@pytest.fixture
def party(db: None) -> Party:
    return register("party", ["openid", "offline_access", *model().SCOPES])


@pytest.fixture
def browser(anya: Account) -> Browser:
    return Browser(PHONE)


@contextmanager
def client(issuer: str, party: Party, auth: str = "basic", **more: str) -> Iterator[Talk]:
    said = {"ISSUER": issuer, "CLIENT_ID": party.client_id, "CLIENT_SECRET": party.secret}
    with talking("client.mjs", AUTH=auth, **said, **more) as talk:
        yield talk


def come_back(issuer: str, browser: Browser, url: str) -> str:
    """Where the browser ends, signed in and agreed to all that is asked on the way."""
    assert url.startswith(issuer)
    response = browser.go(url.removeprefix(issuer))
    while response.status_code == 200:
        response = browser.press(response)
    return str(response["Location"])


def sign_in(issuer: str, talk: Talk, browser: Browser, **asked: Any) -> dict[str, Any]:
    whole = {"redirect_uri": "https://party.example/back", "scope": "openid", **asked}
    url = talk.say("ask", **whole)["url"]
    return talk.say("answer", url=come_back(issuer, browser, url))


@pytest.mark.proves("provider:1", "basic:oidcc-server", "basic:oidcc-scope-all")
@pytest.mark.parametrize("auth", ["basic", "post", "none"])
def test_signs_in_and_asks_about_the_person(issuer: str, browser: Browser, auth: str) -> None:
    scopes = ["openid", *model().SCOPES]
    party = register("party", scopes, public=auth == "none")
    with client(issuer, party, auth) as talk:
        tokens = sign_in(issuer, talk, browser, scope=" ".join(scopes))
        subject = tokens["claims"]["sub"]
        about = talk.say("userinfo", token=tokens["access_token"], subject=subject)
    released = {name for names in model().SCOPES.values() for name in names}
    assert (tokens["claims"]["iss"], about["sub"]) == (issuer, subject)
    assert set(about) - {"sub"} <= released


@pytest.mark.proves("provider:5", "basic:oidcc-max-age-1", "basic:oidcc-max-age-10000")
def test_max_age_asks_again_or_does_not(issuer: str, browser: Browser, party: Party) -> None:
    with client(issuer, party) as talk:
        first = sign_in(issuer, talk, browser, max_age=10000)
        still = sign_in(issuer, talk, browser, max_age=10000)
        again = sign_in(issuer, talk, browser, max_age=0)
    assert still["claims"]["auth_time"] == first["claims"]["auth_time"]
    assert browser.sign_ins == 2
    assert again["claims"]["auth_time"] >= still["claims"]["auth_time"]


@pytest.mark.proves("provider:4", "basic:oidcc-prompt-login")
def test_prompt_login_asks_again(issuer: str, browser: Browser, party: Party) -> None:
    with client(issuer, party) as talk:
        sign_in(issuer, talk, browser)
        sign_in(issuer, talk, browser, prompt="login")
    assert browser.sign_ins == 2


@pytest.mark.proves(
    "provider:4", "basic:oidcc-prompt-none-not-logged-in", "basic:oidcc-prompt-none-logged-in"
)
def test_prompt_none_shows_no_page(issuer: str, browser: Browser, party: Party) -> None:
    with client(issuer, party) as talk:
        stranger = sign_in(issuer, talk, browser, prompt="none")
        sign_in(issuer, talk, browser)
        known = sign_in(issuer, talk, browser, prompt="none")
    assert stranger["error"] == "login_required"
    assert "sub" in known["claims"]
    assert (browser.sign_ins, browser.consents) == (1, 1)


@pytest.mark.proves("provider:6", "basic:oidcc-claims-essential")
def test_single_claims_reach_the_place_that_asked(
    issuer: str, browser: Browser, party: Party
) -> None:
    wanted = {"id_token": {"birthdate": None}, "userinfo": {"given_name": {"essential": True}}}
    with client(issuer, party) as talk:
        tokens = sign_in(issuer, talk, browser, claims=json.dumps(wanted))
        subject = tokens["claims"]["sub"]
        about = talk.say("userinfo", token=tokens["access_token"], subject=subject)
    asked_of_profiles = {"birthdate", "given_name"} & _known(browser)
    assert {"birthdate"} & asked_of_profiles == {"birthdate"} & set(tokens["claims"])
    assert {"given_name"} & asked_of_profiles == {"given_name"} & set(about)


def _known(browser: Browser) -> set[str]:
    """What the site knows of the person at all."""
    found = model().find(read(PHONE))
    assert found
    return set(found.claims())


@pytest.mark.proves("provider:13", "basic:oidcc-id-token-hint")
def test_the_client_signs_the_person_out(issuer: str, browser: Browser, party: Party) -> None:
    with client(issuer, party) as talk:
        tokens = sign_in(issuer, talk, browser)
        url = talk.say(
            "leave",
            id_token_hint=tokens["id_token"],
            post_logout_redirect_uri=party.after_sign_out,
            state="left",
        )["url"]
        gone = browser.go(url.removeprefix(issuer))
        dead = talk.say("userinfo", token=tokens["access_token"], subject=tokens["claims"]["sub"])
        again = sign_in(issuer, talk, browser, prompt="none")
    assert dict(parse_qsl(urlsplit(gone["Location"]).query)) == {"gone": "1", "state": "left"}
    assert "error" in dead
    assert again["error"] == "login_required"


@pytest.mark.proves("provider:15", "basic:oidcc-refresh-token", "asvs:10.4.5")
def test_refresh_tokens_rotate_and_reuse_ends_them(
    issuer: str, browser: Browser, party: Party
) -> None:
    with client(issuer, party) as talk:
        tokens = sign_in(issuer, talk, browser, scope=OFFLINE, prompt="consent")
        first, subject = tokens["refresh_token"], tokens["claims"]["sub"]
        renewed = talk.say("refresh", token=first)
        assert talk.say("userinfo", token=renewed["access_token"], subject=subject)["sub"]
        assert talk.say("refresh", token=first)["error"] == "invalid_grant"
        assert talk.say("refresh", token=renewed["refresh_token"])["error"] == "invalid_grant"
        assert "error" in talk.say("userinfo", token=renewed["access_token"], subject=subject)


@pytest.mark.proves("provider:15")
def test_a_client_gives_its_tokens_back(issuer: str, browser: Browser, party: Party) -> None:
    with client(issuer, party) as talk:
        tokens = sign_in(issuer, talk, browser, scope=OFFLINE, prompt="consent")
        assert talk.say("revoke", token=tokens["refresh_token"]) == {}
        assert talk.say("refresh", token=tokens["refresh_token"])["error"] == "invalid_grant"


@pytest.mark.proves("provider:18", "asvs:10.4.10")
def test_the_request_is_pushed(issuer: str, browser: Browser, party: Party) -> None:
    with client(issuer, party) as talk:
        url = talk.say(
            "ask", pushed=True, redirect_uri=party.redirect_uri, scope="openid", max_age=60
        )["url"]
        assert set(dict(parse_qsl(urlsplit(url).query))) == {"client_id", "request_uri"}
        tokens = talk.say("answer", url=come_back(issuer, browser, url))
    assert tokens["claims"]["aud"] == party.client_id


@pytest.mark.proves("provider:17", "provider:18")
def test_the_client_proves_itself_by_a_key_and_is_answered_by_one(
    issuer: str, browser: Browser, party: Party
) -> None:
    key = ECKey.generate_key("P-256", private=True, auto_kid=True)
    keys = {"keys": [key.as_dict(private=False)]}
    Client.objects.filter(client_id=party.client_id).update(
        auth="key", jwks=keys, id_token_alg="ES256"
    )
    private = json.dumps(key.as_dict(private=True))
    with client(
        issuer, party, "key", CLIENT_KEY=private, KEY_ID=str(key.kid), ID_TOKEN_ALG="ES256"
    ) as talk:
        tokens = sign_in(issuer, talk, browser, scope=OFFLINE, prompt="consent", pushed=True)
        renewed = talk.say("refresh", token=tokens["refresh_token"])
    assert renewed["access_token"] != tokens["access_token"]
