"""The way from a request to tokens, and everything that must not pass on it."""

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Http
from joserfc import jwt
from joserfc.jwk import KeySet

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.provider.models import Subject
from parta.kit import clock
from tests.idp.party import Ask, Browser, Party, ask, post, redeem, userinfo

ANYA, BORIS = "+7 199 111-11-11", "8 199 222 22 22"


def claims(response: Any) -> dict[str, Any]:
    """The claims of a response's ID token, checked against the published keys."""
    keys = KeySet.import_key_set(Http().get("/jwks").json())
    return dict(jwt.decode(response.json()["id_token"], keys, algorithms=["RS256"]).claims)


def code(browser: Browser, asked: Ask) -> str:
    return browser.through(asked)["code"]


@pytest.mark.proves(
    "provider:1",
    "provider:7",
    "basic:oidcc-server",
    "basic:oidcc-idtoken-signature",
    "basic:oidcc-ensure-request-with-valid-pkce-succeeds",
    "asvs:9.2.4",
)
def test_the_whole_answer_of_a_sign_in(anya: Account, party: Party) -> None:
    asked = ask(party)
    before = int(clock.now().timestamp())
    answer = Browser(ANYA).through(asked)
    assert answer == {"code": answer["code"], "state": "st-1", "iss": settings.ISSUER}

    response = redeem(asked, answer["code"])
    tokens = response.json()
    assert response["Cache-Control"] == "no-store"
    assert tokens == {
        "access_token": tokens["access_token"],
        "token_type": "Bearer",
        "expires_in": 3600,
        "scope": "openid",
        "id_token": tokens["id_token"],
    }
    said = claims(response)
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    level = {"acr": anya.acr} if anya.acr else {}
    assert said == {
        "iss": settings.ISSUER,
        "sub": Subject.objects.get(holder=anya.pk, sector="party").subject,
        "aud": "party",
        "iat": said["iat"],
        "exp": said["iat"] + 300,
        "auth_time": said["auth_time"],
        "amr": ["pwd"],
        "sid": said["sid"],
        "nonce": "n-1",
        "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
        **level,
    }
    assert before <= said["auth_time"] <= said["iat"]
    assert userinfo(tokens["access_token"]).json() == {"sub": said["sub"]}


@pytest.mark.proves("provider:1", "basic:oidcc-server-client-secret-post")
@pytest.mark.parametrize("how", ["basic", "post", "none"])
def test_a_client_proves_itself_in_three_ways(
    how: str, anya: Account, party: Party, public: Party
) -> None:
    asked = ask(public if how == "none" else party)
    found = code(Browser(ANYA), asked)
    if how == "post":
        form = {
            "grant_type": "authorization_code",
            "code": found,
            "redirect_uri": party.redirect_uri,
            "code_verifier": asked.verifier,
            "client_id": party.client_id,
            "client_secret": party.secret,
        }
        assert post(Http(), "/token", form).status_code == 200
    else:
        assert redeem(asked, found).status_code == 200


@pytest.mark.proves("provider:2", "provider:4", "provider:19", "asvs:10.4.6")
@pytest.mark.parametrize(
    "changes",
    [
        {"code_challenge_method": "plain"},
        {"code_challenge_method": None},
        {"code_challenge_method": "s256"},
        {"code_challenge": None},
        {"code_challenge": "short"},
        {"code_challenge": "й" * 43},
        {"code_challenge": None, "code_challenge_method": None},
        {"prompt": "none login"},
        {"prompt": "none select_account"},
        {"prompt": "create"},
        {"max_age": "-1"},
        {"max_age": "1e3"},
        {"max_age": "\u0663"},
        {"max_age": "9" * 5000},
        {"response_mode": "fragment"},
    ],
)
def test_an_unsound_request_goes_back_as_invalid(
    changes: dict[str, str | None], anya: Account, party: Party
) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    response = browser.go(ask(party, **changes).url)
    if len(changes.get("max_age") or "") > 4000:
        assert response.status_code == 400
        return
    assert "error=invalid_request" in response["Location"]


@pytest.mark.proves(
    "provider:20",
    "basic:oidcc-response-type-missing",
    "basic:oidcc-request-uri-unsigned",
    "basic:oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
    "basic:oidcc-ensure-request-object-with-redirect-uri",
    "asvs:10.4.4",
    "asvs:10.6.1",
)
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"request": "a.b.c"}, "request_not_supported"),
        ({"request_uri": "https://x.example/r"}, "request_uri_not_supported"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "profile"}, "invalid_scope"),
    ],
)
def test_what_is_not_supported_has_its_own_error(
    changes: dict[str, str | None], error: str, anya: Account, party: Party
) -> None:
    answer = Browser(ANYA).through(ask(party, **changes))
    described = {k: v for k, v in answer.items() if k == "error_description"}
    assert answer == {"error": error, "state": "st-1", "iss": settings.ISSUER, **described}


@pytest.mark.proves("provider:20", "basic:oidcc-ensure-request-with-unknown-parameter-succeeds")
def test_unknown_parameters_and_scopes_are_ignored(anya: Account, party: Party) -> None:
    asked = ask(party, foo="bar", scope="openid offline_access", claims='{"a": 1}')
    assert redeem(asked, code(Browser(ANYA), asked)).json()["scope"] == "openid"


@pytest.mark.proves(
    "provider:20", "basic:oidcc-ensure-request-without-nonce-succeeds-for-code-flow"
)
def test_a_request_without_nonce_and_state_works(anya: Account, party: Party) -> None:
    asked = ask(party, nonce=None, state=None)
    answer = Browser(ANYA).through(asked)
    assert answer == {"code": answer["code"], "iss": settings.ISSUER}
    assert "nonce" not in claims(redeem(asked, answer["code"]))


@pytest.mark.proves("provider:20", "basic:oidcc-ensure-post-request-succeeds")
def test_a_request_may_be_posted(anya: Account, party: Party) -> None:
    asked = ask(party)
    browser = Browser(ANYA)
    assert browser.post("/authorize", asked.parameters)["Location"] == asked.url
    assert "code" in browser.through(asked)


@pytest.mark.proves("provider:2", "asvs:10.4.6", "attack:code-injection")
def test_a_wrong_verifier_is_refused_and_the_right_one_still_works(
    anya: Account, party: Party
) -> None:
    asked = ask(party)
    found = code(Browser(ANYA), asked)
    for wrong in ("w" * 43, "", "й" * 43, "w" * 5000, asked.verifier + "x"):
        assert redeem(asked, found, code_verifier=wrong).status_code == 400
    assert redeem(asked, found).status_code == 200


@pytest.mark.proves("provider:3", "attack:code-injection")
def test_a_code_of_another_client_is_refused(anya: Account, party: Party, other: Party) -> None:
    asked = ask(other)
    found = code(Browser(ANYA), asked)
    stolen = Ask(party, asked.parameters, asked.verifier)
    assert redeem(stolen, found).json() == {"error": "invalid_grant"}
    assert redeem(asked, found).status_code == 200


@pytest.mark.proves(
    "provider:3", "basic:oidcc-codereuse", "basic:oidcc-codereuse-30seconds", "asvs:10.4.2"
)
def test_a_code_used_twice_takes_everything_back(anya: Account, party: Party) -> None:
    asked = ask(party)
    found = code(Browser(ANYA), asked)
    token = redeem(asked, found).json()["access_token"]
    assert userinfo(token).status_code == 200
    assert redeem(asked, found).json() == {"error": "invalid_grant"}
    assert userinfo(token).status_code == 401
    kept = list(AuditEvent.objects.order_by("id").values_list("action", "actor", "object"))
    assert kept == [
        ("consent.given", str(anya.pk), "client:party"),
        ("grant.revoked", "system", "client:party"),
    ]


@pytest.mark.proves("provider:3", "asvs:10.4.3")
def test_a_code_lives_for_a_minute(anya: Account, party: Party, settings: Any) -> None:
    asked = ask(party)
    found = code(Browser(ANYA), asked)
    settings.CLOCK_OFFSET = timedelta(seconds=61)
    assert redeem(asked, found).json() == {"error": "invalid_grant"}


def test_an_access_token_dies_with_its_hour_its_session_and_its_person(
    anya: Account, party: Party, settings: Any
) -> None:
    def token(browser: Browser) -> str:
        asked = ask(party)
        return str(redeem(asked, code(browser, asked)).json()["access_token"])

    browser = Browser(ANYA)
    first, second = token(browser), token(Browser(ANYA))
    browser.send("/signout", x="")
    assert (userinfo(first).status_code, userinfo(second).status_code) == (401, 200)
    settings.CLOCK_OFFSET = timedelta(hours=1, seconds=1)
    assert userinfo(second).status_code == 401
    settings.CLOCK_OFFSET = timedelta()
    type(anya)._default_manager.update(is_active=False)
    assert userinfo(second).status_code == 401


def test_a_code_in_flight_dies_with_its_session(anya: Account, party: Party) -> None:
    browser, asked = Browser(ANYA), ask(party)
    found = code(browser, asked)
    browser.send("/signout", x="")
    assert redeem(asked, found).json() == {"error": "invalid_grant"}


def test_who_signs_in_over_somebody_else_ends_what_the_session_granted(
    anya: Account, boris: Account, party: Party
) -> None:
    browser, asked = Browser(ANYA), ask(party)
    first = redeem(asked, code(browser, asked))
    browser.sign_in(BORIS)
    assert userinfo(first.json()["access_token"]).status_code == 401
    again = ask(party)
    assert claims(redeem(again, code(browser, again)))["sid"] != claims(first)["sid"]


def test_a_disabled_person_gets_no_tokens_for_a_code_in_flight(anya: Account, party: Party) -> None:
    asked = ask(party)
    found = code(Browser(ANYA), asked)
    type(anya)._default_manager.update(is_active=False)
    assert redeem(asked, found).json() == {"error": "invalid_grant"}


@pytest.mark.proves("provider:9", "asvs:10.3.3")
def test_every_client_knows_a_person_under_another_name(
    anya: Account, boris: Account, party: Party, other: Party
) -> None:
    def sub(browser: Browser, to: Party) -> str:
        asked = ask(to)
        return str(claims(redeem(asked, code(browser, asked)))["sub"])

    a, b = Browser(ANYA), Browser(BORIS)
    subjects = [sub(a, party), sub(a, other), sub(b, party), sub(b, other)]
    assert len(set(subjects)) == 4
    assert sub(Browser(ANYA), party) == subjects[0]


@pytest.mark.proves("provider:3")
def test_codes_and_secrets_are_kept_as_digests(anya: Account, party: Party) -> None:
    from django.apps import apps

    asked = ask(party)
    found = code(Browser(ANYA), asked)
    token = redeem(asked, found).json()["access_token"]
    rows = [
        list(model.objects.values())  # type: ignore[attr-defined]
        for model in apps.get_app_config("provider").get_models()
    ]
    for value in (found, token, party.secret):
        assert value not in json.dumps(rows, default=str)
