"""A client ends the session in this browser: never for a stranger, never to a strange address."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from parta.idp.accounts.account import Account
from parta.idp.provider import jose
from tests.idp.conftest import account
from tests.idp.party import Ask, Browser, Party, ask, redeem, userinfo

ANYA, BORIS = "+7 199 111-11-11", "8 199 222 22 22"
FOREIGN = RSAKey.generate_key(2048)


def end(party: Party, hint: str = "", **changes: str | None) -> str:
    """The address where the client sends the browser."""
    wish = {
        "client_id": party.client_id,
        "id_token_hint": hint,
        "post_logout_redirect_uri": party.after_sign_out,
        "state": "bye & bye",
    } | changes
    return f"/end-session?{urlencode({k: v for k, v in wish.items() if v is not None})}"


def tokens(browser: Browser, asked: Ask) -> dict[str, str]:
    return dict(redeem(asked, browser.through(asked)["code"]).json())


def is_in(browser: Browser) -> bool:
    return "_auth_user_id" in browser.session


def press(browser: Browser, page: Any) -> Any:
    action = re.search(r'action="(/end-session/confirmed[^"]*)"', page.content.decode())
    assert action
    return browser.send(unescape(action[1]), x="")


@pytest.fixture
def browser(anya: Account) -> Browser:
    return Browser(ANYA)


@pytest.mark.proves("provider:13")
def test_the_id_token_of_this_session_ends_it_without_a_question(
    browser: Browser, party: Party
) -> None:
    got = tokens(browser, ask(party))
    response = browser.get(end(party, got["id_token"]))
    assert response.status_code == 302
    assert response["Location"] == "https://party.example/?gone=1&state=bye+%26+bye"
    assert response["Cache-Control"] == "no-store"
    assert not is_in(browser)
    assert userinfo(got["access_token"]).status_code == 401
    page = browser.go(ask(party).url)
    assert 'type="password"' in page.content.decode()


def test_the_token_alone_says_which_client_asks(browser: Browser, party: Party) -> None:
    hint = tokens(browser, ask(party))["id_token"]
    response = browser.get(end(party, hint, client_id=None, state=None))
    assert response["Location"] == party.after_sign_out
    assert not is_in(browser)


def test_an_old_token_of_this_session_still_serves(
    browser: Browser, party: Party, settings: Any
) -> None:
    hint = tokens(browser, ask(party))["id_token"]
    claims = jose.own(hint)
    old = jose.signed(claims | {"iat": 1, "exp": 2})
    assert browser.get(end(party, old)).status_code == 302
    assert not is_in(browser)


def altered(token: str, how: str) -> str:
    """`token` with that fault: no token at all, or signed anew with other claims."""
    claims = jose.own(token)
    changes = {
        "another client": {"aud": "other"},
        "another issuer": {"iss": "https://evil.example"},
        "another session": {"sid": "another"},
    }
    if how in changes:
        return jose.signed(claims | changes[how])
    foreign = jwt.encode({"alg": "RS256"}, claims, FOREIGN, algorithms=["RS256"])
    return {"none": "", "junk": "a.b.c", "deep": "[" * 3000, "another key": foreign}[how]


@pytest.mark.proves("asvs:10.6.2", "attack:logout-forgery")
@pytest.mark.parametrize(
    "how",
    ["none", "junk", "deep", "another key", "another client", "another issuer", "another session"],
)
def test_without_that_proof_the_person_is_asked(how: str, browser: Browser, party: Party) -> None:
    hint = altered(tokens(browser, ask(party))["id_token"], how)
    page = browser.get(end(party, hint))
    assert page.status_code == 200
    assert "form-action 'self' https://party.example;" in page["Content-Security-Policy"]
    assert is_in(browser)
    response = press(browser, page)
    assert response["Location"] == "https://party.example/?gone=1&state=bye+%26+bye"
    assert not is_in(browser)


@pytest.mark.proves("asvs:10.6.2", "attack:logout-forgery")
def test_another_persons_token_ends_nothing_by_itself(browser: Browser, party: Party) -> None:
    account("+71992222222")
    hint = tokens(Browser(BORIS), ask(party))["id_token"]
    browser.sign_in()
    assert browser.get(end(party, hint)).status_code == 200
    assert is_in(browser)


@pytest.mark.proves("provider:13", "asvs:10.6.2", "attack:logout-forgery")
def test_a_foreign_site_can_not_press_for_the_person(browser: Browser, party: Party) -> None:
    browser.sign_in()
    confirmed = end(party).replace("/end-session?", "/end-session/confirmed?")
    assert browser.post(confirmed).status_code == 403
    assert browser.get(confirmed).status_code == 405
    assert browser.post("/end-session", {"client_id": "party"}).status_code == 303
    assert is_in(browser)


def test_a_client_may_post(browser: Browser, party: Party) -> None:
    hint = tokens(browser, ask(party))["id_token"]
    url = browser.post("/end-session", {"id_token_hint": hint})["Location"]
    assert browser.get(url)["Location"] == "/"
    assert not is_in(browser)


def test_a_stranger_goes_straight_back(party: Party) -> None:
    response = Browser().get(end(party))
    assert response["Location"] == "https://party.example/?gone=1&state=bye+%26+bye"


@pytest.mark.proves("provider:13")
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"post_logout_redirect_uri": "https://party.example/"}, "wrong-return-address"),
        ({"post_logout_redirect_uri": "https://evil.example/"}, "wrong-return-address"),
        ({"post_logout_redirect_uri": "https://party.example/back"}, "wrong-return-address"),
        ({"client_id": "nobody"}, "unknown-client"),
        ({"client_id": "nobody", "post_logout_redirect_uri": None}, "unknown-client"),
        ({"client_id": None}, "unknown-client"),
        ({"state": "\x00"}, "malformed-request"),
        ({"state": "x" * 5000}, "malformed-request"),
    ],
)
@pytest.mark.parametrize("pressed", [False, True])
def test_nobody_is_sent_to_an_address_that_is_not_registered(
    changes: dict[str, Any], why: str, pressed: bool, browser: Browser, party: Party
) -> None:
    browser.sign_in()
    url = end(party, **changes)
    if pressed:
        response = browser.send(url.replace("/end-session?", "/end-session/confirmed?"), x="")
    else:
        response = browser.get(url)
    assert response.status_code == 400
    assert f'data-reason="{why}"' in response.content.decode()
    assert is_in(browser)


def test_without_an_address_signing_out_ends_at_the_front_page(browser: Browser) -> None:
    browser.sign_in()
    assert press(browser, browser.get("/end-session"))["Location"] == "/"
    assert not is_in(browser)


@pytest.mark.proves("attack:logout-forgery")
def test_a_stranger_loses_nothing_that_was_begun_here(browser: Browser, party: Party) -> None:
    got = tokens(browser, ask(party))
    stranger = Browser(BORIS)
    session = stranger.session
    session["begun"] = "a registration"
    session.save()
    for hint in ("wrong", got["id_token"]):
        back = stranger.get(end(party, hint))["Location"]
        assert back == "https://party.example/?gone=1&state=bye+%26+bye"
        assert stranger.session["begun"] == "a registration"
    assert is_in(browser)
