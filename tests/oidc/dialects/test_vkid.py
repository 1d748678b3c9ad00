"""VK ID: an honest answer lets in, one spoilt thing keeps out."""

from collections.abc import Iterator
from typing import Any

import pytest

from parta.oidc.dialects.vkid import VkId
from parta.oidc.flow import Ask, Leave, sign_out_url
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Flaw, Refusal, Why
from tests.oidc.browser import BACK, Browser
from tests.oidc.dialects.vk_stand import USER, VkStand
from tests.oidc.provider import CLIENT, Raw, as_json, serve_as

ELSEWHERE = "http://evil.example"


@pytest.fixture
def vk() -> Iterator[VkStand]:
    stand = VkStand()
    server = serve_as(stand)
    yield stand
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser(vk: VkStand) -> Browser:
    return Browser(vk, dialect=VkId(), scope="vkid.personal_info")


def test_an_honest_answer_is_the_same_identity_as_any(vk: VkStand, browser: Browser) -> None:
    who = browser.sign_in(Ask(keep={"next": "/lessons/1/"}))
    assert isinstance(who, Identity)
    assert (who.issuer, who.subject, who.acr, who.sid) == (vk.issuer, str(USER), "", "")
    assert who.claims == {
        "family_name": "Ковалёва",
        "given_name": "Анна",
        "birthdate": "2013-03-14",
        "gender": "female",
        "phone_number": "+71991000001",
        "phone_number_verified": True,
        "email": "anya@pochta.example",
        "email_verified": True,
    }
    assert who.kept == {"next": "/lessons/1/"}
    assert vk.paths == ["/oauth2/auth", "/oauth2/user_info", "/oauth2/logout"]


def test_the_request_says_no_more_than_it_must(vk: VkStand, browser: Browser) -> None:
    ask = Ask(extra={"prompt": "login", "login_hint": "+7"}, pushed={"claims": "{}"})
    vk.approve(str(browser.leave(ask)))
    assert {len(vk.asked.pop(name)) >= 32 for name in ("state", "code_challenge")} == {True}
    assert vk.asked == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "scope": "vkid.personal_info",
        "code_challenge_method": "s256",
        "lang_id": "0",
        "prompt": "login",
    }


ANSWERS: list[tuple[Refusal, dict[str, str | None]]] = [
    (Refusal(Why.EXPIRED, "unknown state"), {"state": "another"}),
    (Refusal(Why.EXPIRED, "unknown state"), {"state": None}),
    (Refusal(Why.EXPIRED, "old code"), {"code": "code-2"}),
    (Refusal(Why.EXPIRED, "old code"), {"device_id": "device-2"}),
    (Refusal(Why.EXPIRED, "old code"), {"device_id": None}),
    (Refusal(Why.UNTRUSTED, Flaw.MIX_UP), {"iss": ELSEWHERE}),
    (Refusal(Why.DENIED), {"code": None, "error": "access_denied"}),
    (Refusal(Why.SILENT, "login_required"), {"code": None, "error": "login_required"}),
    (Refusal(Why.REFUSED, "None"), {"code": None}),
]


@pytest.mark.proves("attack:mixed-up-issuer")
@pytest.mark.parametrize(("refusal", "changes"), ANSWERS)
def test_a_spoilt_answer_of_the_browser_keeps_out(
    browser: Browser, refusal: Refusal, changes: dict[str, Any]
) -> None:
    assert browser.sign_in(**changes) == refusal


BODIES: list[tuple[Flaw, dict[str, Any]]] = [
    (Flaw.STATE, {"state": "another"}),
    (Flaw.STATE, {"state": None}),
    (Flaw.ACCESS_TOKEN, {"access_token": None}),
    (Flaw.ACCESS_TOKEN, {"access_token": ["a"]}),
    (Flaw.ACCESS_TOKEN, {"token_type": "MAC"}),
    (Flaw.USERINFO, {"user_id": 7}),
    (Flaw.USERINFO, {"user_id": None}),
]


@pytest.mark.parametrize(("flaw", "body"), BODIES)
def test_a_spoilt_token_answer_keeps_out(
    vk: VkStand, browser: Browser, flaw: Flaw, body: dict[str, Any]
) -> None:
    vk.token_body = body
    assert browser.sign_in() == Refusal(Why.UNTRUSTED, flaw)


PERSONS: list[tuple[Flaw, dict[str, Any]]] = [
    (Flaw.USERINFO, {"user_id": "7"}),
    (Flaw.SUBJECT, {"user_id": None}),
    (Flaw.SUBJECT, {"user_id": ""}),
    (Flaw.SUBJECT, {"user_id": "a b"}),
    (Flaw.SUBJECT, {"user_id": "9" * 256}),
]


@pytest.mark.parametrize(("flaw", "user"), PERSONS)
def test_what_is_told_of_somebody_else_keeps_out(
    vk: VkStand, browser: Browser, flaw: Flaw, user: dict[str, Any]
) -> None:
    vk.user = user
    assert browser.sign_in() == Refusal(Why.UNTRUSTED, flaw)


@pytest.mark.parametrize("path", ["/oauth2/auth", "/oauth2/user_info"])
@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (Raw(b"<html>", 502), Why.UNREACHABLE),
        (Raw(status=302, location=ELSEWHERE), Why.UNREACHABLE),
        (as_json({"error": "invalid_token"}), Why.REFUSED),
        (as_json({"error": "server_error"}, 500), Why.UNREACHABLE),
        (as_json({}, 400), Why.REFUSED),
    ],
)
def test_an_error_with_any_status_says_what_it_means(
    vk: VkStand, browser: Browser, path: str, raw: Raw, why: Why
) -> None:
    vk.answers = {path: raw}
    who = browser.sign_in()
    assert isinstance(who, Refusal)
    assert who.why == why


@pytest.mark.parametrize("user", ["x", None, []])
def test_a_person_that_cannot_be_read_keeps_out(
    vk: VkStand, browser: Browser, user: object
) -> None:
    vk.answers = {"/oauth2/user_info": as_json({"user": user})}
    assert browser.sign_in() == Refusal(Why.UNTRUSTED, Flaw.SUBJECT)
    assert vk.paths[-1] == "/oauth2/logout"


def test_what_the_person_does_not_show_is_left_out(vk: VkStand, browser: Browser) -> None:
    vk.user = dict.fromkeys(("phone", "email", "birthday", "last_name"))
    vk.user |= {"sex": 0}
    vk.answers = {"/oauth2/logout": Raw(status=500)}
    who = browser.sign_in()
    assert isinstance(who, Identity)
    assert (who.claims, who.birth_date) == ({"given_name": "Анна"}, None)


def test_nothing_is_left_to_sign_out_of(browser: Browser) -> None:
    assert sign_out_url(browser.registration, Leave("", BACK, "state")) == ""
