"""Clients prove themselves, or get one answer that says nothing more."""

import base64
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client as Http

from parta.idp.accounts.account import Account
from parta.idp.provider.models import PushedRequest
from tests.idp.party import Ask, Browser, Party, answer, ask, post, redeem, userinfo

FORM = "application/x-www-form-urlencoded"
ANYA = "+7 199 111-11-11"


def basic(pair: str | bytes) -> str:
    raw = pair.encode() if isinstance(pair, str) else pair
    return f"Basic {base64.b64encode(raw).decode()}"


@pytest.mark.proves("asvs:10.4.10")
@pytest.mark.parametrize("path", ["/token", "/par"])
@pytest.mark.parametrize(
    "authorization",
    [
        "Basic",
        "Basic ",
        "Basic x",
        "Basic й",
        "Basic ====",
        basic("party"),
        basic("party:"),
        basic("party:wrong"),
        basic("party:й"),
        basic("nobody:x"),
        basic(b"\xff\xfe:\x00"),
        basic("par%00ty:x"),
        basic("par\x00ty:x"),
        basic("public:"),
        basic("public:x"),
        "Bearer x",
        "x" * 10_000,
    ],
)
def test_a_wrong_proof_is_one_answer(
    path: str, authorization: str, party: Party, public: Party
) -> None:
    form = {"grant_type": "authorization_code", "code": "x"}
    response = Http().post(
        path, urlencode(form), content_type=FORM, HTTP_AUTHORIZATION=authorization
    )
    assert response.status_code == 401
    assert response.json() == {"error": "invalid_client"}
    assert response["WWW-Authenticate"] == 'Basic realm="client"'
    assert response["Cache-Control"] == "no-store"


@pytest.mark.proves("asvs:10.4.10")
@pytest.mark.parametrize(
    "proof",
    [
        {"client_id": "party"},
        {"client_id": "party", "client_secret": "wrong"},
        {"client_id": "public", "client_secret": "x"},
        {"client_id": "nobody"},
        {},
    ],
)
def test_a_proof_in_the_form_is_checked_too(
    proof: dict[str, str], party: Party, public: Party
) -> None:
    response = post(Http(), "/token", {"grant_type": "authorization_code", **proof})
    assert (response.status_code, response.json()) == (401, {"error": "invalid_client"})


def test_two_proofs_at_once_are_refused(party: Party) -> None:
    form = {"grant_type": "authorization_code", "client_secret": party.secret}
    response = post(Http(), "/token", form, party)
    assert response.status_code == 400
    assert response.json()["error"] == "invalid_request"


def test_the_name_in_the_form_must_be_the_proved_one(party: Party, other: Party) -> None:
    form = {"grant_type": "authorization_code", "client_id": other.client_id, "code": "x"}
    response = post(Http(), "/token", form, party)
    assert response.json()["error"] == "invalid_request"


def test_both_halves_of_basic_are_form_encoded(anya: Account, party: Party) -> None:
    asked = ask(party)
    code = Browser(ANYA).through(asked)["code"]
    encoded = "".join(f"%{byte:02x}" for byte in party.secret.encode())
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": party.redirect_uri,
        "code_verifier": asked.verifier,
    }
    response = Http().post(
        "/token",
        urlencode(form),
        content_type=FORM,
        headers={"Authorization": basic(f"{party.client_id}:{encoded}")},
    )
    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/token", "/par"])
@pytest.mark.parametrize("name", ["code", "scope", "client_id", "grant_type", "anything"])
def test_a_repeated_parameter_is_refused(path: str, name: str, party: Party) -> None:
    body = f"grant_type=authorization_code&{name}=x&{name}=x"
    response = Http().post(path, body, content_type=FORM, headers=party.headers())
    assert response.status_code == 400
    assert response.json()["error"] == "invalid_request"


@pytest.mark.proves("asvs:10.4.4")
@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_grant"),
        ({"grant_type": "refresh_token", "refresh_token": "й", "scope": "y"}, "invalid_grant"),
        ({"grant_type": "authorization_code"}, "invalid_grant"),
        ({"grant_type": "authorization_code", "code": "x"}, "invalid_grant"),
        ({"grant_type": "authorization_code", "code": "\x00"}, "invalid_request"),
        ({"grant_type": "authorization_code", "code": "й" * 5000}, "invalid_request"),
    ],
)
def test_a_senseless_form_has_its_error(form: dict[str, str], error: str, party: Party) -> None:
    response = post(Http(), "/token", form, party)
    assert response.status_code == 400
    assert response.json()["error"] == error


def test_only_a_form_by_post_is_read(party: Party) -> None:
    http = Http()
    sent: dict[str, Any] = {"headers": party.headers()}
    assert http.get("/token", **sent).status_code == 405
    response = http.post("/token", "{}", content_type="application/json", **sent)
    assert response.json()["error"] == "invalid_request"
    response = http.post("/token", {"grant_type": "authorization_code"}, **sent)
    assert response.json()["error"] == "invalid_request"


@pytest.mark.proves(
    "provider:12",
    "basic:oidcc-userinfo-get",
    "basic:oidcc-userinfo-post-header",
    "basic:oidcc-userinfo-post-body",
)
@pytest.mark.parametrize("way", ["header", "post-header", "form"])
def test_userinfo_takes_the_token_in_three_ways(way: str, anya: Account, party: Party) -> None:
    asked = ask(party)
    token = redeem(asked, Browser(ANYA).through(asked)["code"]).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    http = Http()
    if way == "header":
        response = http.get("/userinfo", headers=bearer)
    elif way == "post-header":
        response = http.post("/userinfo", headers=bearer)
    else:
        response = post(http, "/userinfo", {"access_token": token})
    assert response.status_code == 200
    assert list(response.json()) == ["sub"]
    assert response["Cache-Control"] == "no-store"
    assert http.get(f"/userinfo?access_token={token}").status_code == 401


@pytest.mark.proves("asvs:10.3.1")
def test_userinfo_refuses_everything_else(party: Party) -> None:
    for token in ("", "x", "\x00", "a.b.c", "A" * 9000):
        response = userinfo(token)
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def pushed(asked: Ask, **changes: str) -> Any:
    return post(Http(), "/par", asked.parameters | changes, asked.party)


@pytest.mark.proves("provider:18")
def test_a_pushed_request_gives_one_code(anya: Account, party: Party) -> None:
    asked = ask(party)
    response = pushed(asked)
    body = response.json()
    assert (response.status_code, body) == (
        201,
        {"request_uri": body["request_uri"], "expires_in": 3600},
    )
    assert response["Cache-Control"] == "no-store"

    browser = Browser(ANYA)
    short = ask(party, request_uri=body["request_uri"], redirect_uri=None, scope=None)
    looked = [browser.go(short.url).status_code for _ in range(3)]
    assert looked == [200, 200, 200]
    given = browser.through(short)
    assert given["state"] == "st-1"
    assert redeem(asked, given["code"]).status_code == 200
    elsewhere = Browser(ANYA)
    elsewhere.sign_in()
    again = elsewhere.go(short.url)
    assert again.status_code == 400
    assert 'data-reason="stale-request"' in again.content.decode()
    assert 'href="https://party.example/"' in again.content.decode()


def test_a_consent_pressed_twice_leads_on_by_the_second_press(anya: Account, party: Party) -> None:
    asked = ask(party)
    short = ask(party, request_uri=pushed(asked).json()["request_uri"])
    browser = Browser(ANYA)
    browser.sign_in()
    decide = browser.form(short.url)
    first, second = (
        answer(browser.send(decide, decision="allow"), party)["code"] for _ in range(2)
    )
    assert redeem(asked, first).json() == {"error": "invalid_grant"}
    assert redeem(asked, second).status_code == 200
    told = answer(browser.send(decide, decision="allow"), party)
    assert (told["error"], told["state"]) == ("invalid_request", "st-1")


def test_a_pushed_request_with_a_fresh_sign_in(anya: Account, party: Party) -> None:
    browser = Browser(ANYA)
    browser.through(ask(party))
    asked = ask(party, prompt="login")
    short = ask(party, request_uri=pushed(asked).json()["request_uri"])
    assert redeem(asked, browser.through(short)["code"]).status_code == 200
    assert browser.sign_ins == 2


def test_what_is_pushed_counts_and_not_the_address(anya: Account, party: Party) -> None:
    asked = ask(party, state="pushed")
    uri = pushed(asked).json()["request_uri"]
    loud = ask(party, request_uri=uri, state="loud", redirect_uri="https://evil.example/")
    assert Browser(ANYA).through(loud)["state"] == "pushed"


@pytest.mark.proves("provider:18")
def test_another_clients_pushed_request_is_unknown(
    anya: Account, party: Party, other: Party
) -> None:
    uri = pushed(ask(party)).json()["request_uri"]
    response = Browser(ANYA).go(ask(other, request_uri=uri).url)
    assert 'data-reason="stale-request"' in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"redirect_uri": "https://evil.example/"}, 400, "invalid_request"),
        ({"scope": "nothing"}, 400, "invalid_scope"),
        ({"code_challenge_method": "plain"}, 400, "invalid_request"),
        ({"request_uri": "urn:ietf:params:oauth:request_uri:x"}, 400, "invalid_request"),
        ({"request": "a.b.c"}, 400, "request_not_supported"),
        ({"max_age": "\u0663"}, 400, "invalid_request"),
        ({"nonce": "\x00"}, 400, "invalid_request"),
        ({"claims": "[" * 3000}, 400, "invalid_request"),
        ({"claims": "{}"}, 201, None),
        ({"claims": "[" * 100_000}, 400, "invalid_request"),
    ],
)
def test_a_pushed_request_is_checked_at_once(
    changes: dict[str, str], status: int, error: str | None, party: Party
) -> None:
    response = pushed(ask(party), **changes)
    assert (response.status_code, response.json().get("error")) == (status, error)


def test_secrets_are_not_kept_with_a_pushed_request(party: Party) -> None:
    form = ask(party).parameters | {"client_secret": party.secret}
    assert post(Http(), "/par", form).status_code == 201
    assert "client_secret" not in PushedRequest.objects.get().parameters


def test_a_public_client_may_push(anya: Account, public: Party) -> None:
    asked = ask(public)
    short = ask(public, request_uri=pushed(asked).json()["request_uri"])
    assert redeem(asked, Browser(ANYA).through(short)["code"]).status_code == 200
