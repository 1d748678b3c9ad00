"""The way to a provider and back: each request is this browser's, and is answered once."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from pytest_django import Settings

from parta.oidc.flow import Ask, Leave, sign_out_url
from parta.oidc.pending import AT_ONCE, LIVES
from parta.oidc.provider import forget
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Flaw, Refusal, Why
from tests.oidc.browser import BACK, Browser
from tests.oidc.provider import CLIENT, Raw, TestProvider


def asked(url: object) -> dict[str, str]:
    assert isinstance(url, str)
    return dict(parse_qsl(urlsplit(url).query))


def test_the_request_is_pushed_and_the_address_says_nothing_of_it(provider: TestProvider) -> None:
    url = Browser(provider).leave(Ask(extra={"login_hint": "+71992222214"}))
    assert asked(url) == {"client_id": CLIENT, "request_uri": "urn:par:1"}
    assert provider.parameters["login_hint"] == "+71992222214"


def test_without_pushed_requests_the_address_holds_the_request(provider: TestProvider) -> None:
    provider.described = {"pushed_authorization_request_endpoint": None}
    parameters = asked(Browser(provider).leave(Ask(max_age=timedelta(minutes=5))))
    secret = {"state", "nonce", "code_challenge"}
    assert all(len(parameters.pop(name)) >= 32 for name in secret)
    assert parameters == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "scope": "openid profile",
        "code_challenge_method": "S256",
        "max_age": "300",
    }


def test_an_extra_parameter_never_replaces_one_of_ours(provider: TestProvider) -> None:
    Browser(provider).leave(Ask(extra={"redirect_uri": "http://evil.example", "state": "mine"}))
    assert provider.parameters["redirect_uri"] == BACK
    assert provider.parameters["state"] != "mine"


@pytest.mark.parametrize("methods", [["client_secret_post"], ["client_secret_basic"], None])
def test_the_secret_goes_the_way_that_the_provider_offers(
    provider: TestProvider, methods: object
) -> None:
    provider.described = {"token_endpoint_auth_methods_supported": methods}
    assert isinstance(Browser(provider).sign_in(), Identity)


@pytest.mark.proves("asvs:10.1.2", "attack:replayed-state")
def test_an_answer_is_taken_once(provider: TestProvider) -> None:
    browser = Browser(provider)
    answer = provider.approve(str(browser.leave()))
    assert isinstance(browser.come_back(answer), Identity)
    assert browser.come_back(answer) == Refusal(Why.EXPIRED, "unknown state")


@pytest.mark.proves("asvs:10.1.2", "asvs:10.2.1", "attack:replayed-state", "attack:code-injection")
def test_an_answer_to_another_browser_is_not_taken(provider: TestProvider) -> None:
    answer = provider.approve(str(Browser(provider).leave()))
    assert Browser(provider).come_back(answer) == Refusal(Why.EXPIRED, "unknown state")


@pytest.mark.proves("asvs:10.2.1", "attack:replayed-state")
@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        ({}, Refusal(Why.EXPIRED, "unknown state")),
        ({"state": ""}, Refusal(Why.EXPIRED, "unknown state")),
        ({"state": "guess", "code": "x"}, Refusal(Why.EXPIRED, "unknown state")),
        ({"state": ["a", "b"], "code": "x"}, Refusal(Why.UNTRUSTED, Flaw.REPEATED)),
    ],
)
def test_an_answer_to_nothing_is_not_taken(
    provider: TestProvider, answer: dict[str, Any], refusal: Refusal
) -> None:
    browser = Browser(provider)
    browser.leave()
    assert browser.come_back(answer) == refusal


@pytest.mark.proves("attack:code-injection")
def test_a_code_used_elsewhere_is_too_old(provider: TestProvider) -> None:
    assert Browser(provider).sign_in(code="code-2") == Refusal(Why.EXPIRED, "old code")


@pytest.mark.parametrize(
    ("later", "why"), [(LIVES - timedelta(minutes=1), None), (LIVES, Why.EXPIRED)]
)
def test_a_request_lives_an_hour(
    provider: TestProvider, settings: Settings, later: timedelta, why: Why | None
) -> None:
    browser = Browser(provider)
    answer = provider.approve(str(browser.leave()))
    settings.CLOCK_OFFSET += later + timedelta(seconds=1)
    who = browser.come_back(answer)
    assert who.why == why if isinstance(who, Refusal) else why is None


def test_several_tabs_may_be_on_their_way_but_not_without_end(provider: TestProvider) -> None:
    browser = Browser(provider)
    answers = [provider.approve(str(browser.leave())) for _ in range(AT_ONCE + 1)]
    first, *_, last = (browser.come_back(answer) for answer in answers)
    assert first == Refusal(Why.EXPIRED, "unknown state")
    assert isinstance(last, Identity)


def test_signing_out_goes_on_to_a_provider_that_offers_it(provider: TestProvider) -> None:
    browser = Browser(provider)
    provider.described = {"end_session_endpoint": f"{provider.issuer}/end?a=1"}
    url = sign_out_url(browser.registration, Leave("token", "http://school.example/", "s"))
    assert url.startswith(f"{provider.issuer}/end?a=1&")
    assert asked(url) == {
        "a": "1",
        "client_id": CLIENT,
        "post_logout_redirect_uri": "http://school.example/",
        "id_token_hint": "token",
        "state": "s",
    }
    unknown = sign_out_url(browser.registration, Leave("", "http://school.example/", "s"))
    assert "id_token_hint" not in asked(unknown)


def test_signing_out_stays_here_where_the_provider_offers_nothing(provider: TestProvider) -> None:
    browser, leave = Browser(provider), Leave("token", "http://school.example/", "s")
    assert sign_out_url(browser.registration, leave) == ""
    provider.issuer = "http://127.0.0.1:9"
    assert sign_out_url(browser.registration, leave) == ""


def test_a_browser_is_not_sent_to_a_provider_that_went_down(provider: TestProvider) -> None:
    browser, leave = Browser(provider), Leave("token", "http://school.example/", "s")
    provider.described = {"end_session_endpoint": f"{provider.issuer}/end"}
    assert sign_out_url(browser.registration, leave)
    provider.answers["/.well-known/openid-configuration"] = Raw(b"", 502)
    assert sign_out_url(browser.registration, leave) == ""


def test_what_is_only_for_pushing_never_stands_in_an_address(provider: TestProvider) -> None:
    browser, ask = Browser(provider), Ask(pushed={"claims": '{"x": "Анна"}', "state": "mine"})
    url = str(browser.leave(ask))
    assert set(asked(url)) == {"client_id", "request_uri"}
    assert provider.parameters["claims"] == '{"x": "Анна"}'
    assert provider.parameters["state"] != "mine"
    forget()
    provider.described = {"pushed_authorization_request_endpoint": None}
    assert "claims" not in asked(str(browser.leave(ask)))
