"""Tokens that outlive an hour: rotated at each use, and dead as a family when one is used twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Http

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.provider import jose
from parta.idp.provider.jobs import forget_what_has_run_out
from parta.idp.provider.models import Client, Grant
from tests.idp.party import Ask, Browser, Party, ask, post, redeem, register, userinfo

ANYA = "+7 199 111-11-11"
SCOPES = ["openid", "offline_access"]


@pytest.fixture
def lasting(db: None) -> Party:
    return register("lasting", SCOPES)


@pytest.fixture
def browser() -> Browser:
    return Browser(ANYA)


def asked_of(party: Party, **changes: str) -> Ask:
    return ask(party, scope="openid offline_access", **changes)


def tokens(browser: Browser, party: Party) -> dict[str, Any]:
    asked = asked_of(party)
    return dict(redeem(asked, browser.through(asked)["code"]).json())


def refresh(party: Party, token: str, **more: str) -> Any:
    form = {"grant_type": "refresh_token", "refresh_token": token, **more}
    named = {} if party.secret else {"client_id": party.client_id}
    return post(Http(), "/token", form | named, party)


def revoked() -> list[str]:
    found = AuditEvent.objects.filter(action="grant.revoked")
    return [event.detail["reason"] for event in found]


@pytest.mark.proves("provider:15", "basic:oidcc-refresh-token")
def test_each_use_gives_a_new_pair_and_the_same_person(
    anya: Account, browser: Browser, lasting: Party
) -> None:
    first = tokens(browser, lasting)
    response = refresh(lasting, first["refresh_token"])
    assert response["Cache-Control"] == "no-store"
    second = response.json()
    assert second == {
        "access_token": second["access_token"],
        "token_type": "Bearer",
        "expires_in": 3600,
        "refresh_token": second["refresh_token"],
        "scope": "openid offline_access",
        "id_token": second["id_token"],
    }
    assert (
        len({t[name] for t in (first, second) for name in ("access_token", "refresh_token")}) == 4
    )
    before, after = jose.own(first["id_token"]), jose.own(second["id_token"])
    same = ("iss", "sub", "aud", "auth_time", "sid", "amr")
    assert [before[name] for name in same] == [after[name] for name in same]
    assert "nonce" in before
    assert "nonce" not in after
    assert userinfo(second["access_token"]).json() == {"sub": before["sub"]}


@pytest.mark.proves("provider:15")
def test_a_token_used_twice_ends_the_whole_family(
    anya: Account, browser: Browser, lasting: Party
) -> None:
    first = tokens(browser, lasting)
    second = refresh(lasting, first["refresh_token"]).json()
    assert refresh(lasting, first["refresh_token"]).json() == {"error": "invalid_grant"}
    assert refresh(lasting, second["refresh_token"]).json() == {"error": "invalid_grant"}
    assert userinfo(second["access_token"]).status_code == 401
    assert revoked() == ["refresh-token-used-twice"]


@pytest.mark.proves("provider:15", "attack:token-substitution")
def test_another_client_can_neither_refresh_nor_end_it(
    anya: Account, browser: Browser, lasting: Party, other: Party, public: Party
) -> None:
    given = tokens(browser, lasting)
    for stranger in (other, public):
        assert refresh(stranger, given["refresh_token"]).json() == {"error": "invalid_grant"}
        for token in (given["refresh_token"], given["access_token"]):
            assert revoke(stranger, token).json()["error"] == "invalid_request"
    assert revoked() == []
    assert userinfo(given["access_token"]).status_code == 200
    assert refresh(lasting, given["refresh_token"]).status_code == 200


def revoke(party: Party, token: str, **more: str) -> Any:
    named = {} if party.secret else {"client_id": party.client_id}
    return post(Http(), "/revoke", {"token": token, **named, **more}, party)


@pytest.mark.parametrize("hint", ["", "refresh_token", "access_token", "nonsense"])
def test_a_refresh_token_given_back_takes_its_grant_along(
    hint: str, anya: Account, browser: Browser, lasting: Party
) -> None:
    given = tokens(browser, lasting)
    response = revoke(lasting, given["refresh_token"], token_type_hint=hint)
    assert (response.status_code, response.content) == (200, b"")
    assert userinfo(given["access_token"]).status_code == 401
    assert refresh(lasting, given["refresh_token"]).json() == {"error": "invalid_grant"}
    assert revoke(lasting, given["refresh_token"]).status_code == 200


def test_an_access_token_given_back_goes_alone(
    anya: Account, browser: Browser, lasting: Party
) -> None:
    given = tokens(browser, lasting)
    assert revoke(lasting, given["access_token"]).status_code == 200
    assert userinfo(given["access_token"]).status_code == 401
    assert refresh(lasting, given["refresh_token"]).status_code == 200


def test_an_unknown_token_is_as_good_as_given_back(lasting: Party) -> None:
    assert revoke(lasting, "x").status_code == 200
    assert revoke(lasting, "").json()["error"] == "invalid_request"
    assert post(Http(), "/revoke", {"token": "x"}).json() == {"error": "invalid_client"}
    assert Http().get("/revoke").status_code == 405


def test_the_scope_is_passed_over_for_a_client_that_is_not_registered_for_it(
    anya: Account, browser: Browser, party: Party
) -> None:
    given = tokens(browser, party)
    assert given["scope"] == "openid"
    assert "refresh_token" not in given


def test_without_the_scope_no_refresh_token_is_given(
    anya: Account, browser: Browser, lasting: Party
) -> None:
    asked = ask(lasting)
    assert "refresh_token" not in redeem(asked, browser.through(asked)["code"]).json()
    again = asked_of(lasting)
    assert browser.go(again.url).status_code == 200  # asked for the first time: consent
    assert "refresh_token" in redeem(again, browser.through(again)["code"]).json()
    assert browser.consents == 2


@pytest.mark.proves("asvs:10.4.11")
@pytest.mark.parametrize(
    ("scope", "status"),
    [("openid", 200), ("openid offline_access", 200), ("openid phone", 400), ("x", 400)],
)
def test_no_more_scopes_are_given_than_were_granted(
    scope: str, status: int, anya: Account, browser: Browser, lasting: Party
) -> None:
    given = tokens(browser, lasting)
    response = refresh(lasting, given["refresh_token"], scope=scope)
    assert response.status_code == status
    if status == 400:
        assert response.json() == {"error": "invalid_scope"}
        assert refresh(lasting, given["refresh_token"]).status_code == 200


@pytest.mark.proves("asvs:10.4.8")
def test_a_refresh_token_lives_thirty_days_from_use_to_use_and_a_year_in_all(
    anya: Account, browser: Browser, lasting: Party, settings: Any
) -> None:
    token = tokens(browser, lasting)["refresh_token"]
    for day in range(29, 365, 29):
        settings.CLOCK_OFFSET = timedelta(days=day)
        forget_what_has_run_out()
        token = refresh(lasting, token).json()["refresh_token"]
    settings.CLOCK_OFFSET = timedelta(days=366)
    assert refresh(lasting, token).json() == {"error": "invalid_grant"}
    settings.CLOCK_OFFSET = timedelta()
    early = tokens(browser, lasting)["refresh_token"]
    settings.CLOCK_OFFSET = timedelta(days=31)
    assert refresh(lasting, early).json() == {"error": "invalid_grant"}
    assert revoked() == []  # too late is no theft
    settings.CLOCK_OFFSET = timedelta(days=367)
    forget_what_has_run_out()
    assert not Grant.objects.exists()


def test_signing_out_leaves_what_was_granted_for_the_time_away(
    anya: Account, browser: Browser, lasting: Party, party: Party
) -> None:
    given = tokens(browser, lasting)
    asked = ask(party)
    short = redeem(asked, browser.through(asked)["code"]).json()
    browser.send("/signout", x="")
    assert userinfo(short["access_token"]).status_code == 401
    assert userinfo(given["access_token"]).status_code == 200
    assert refresh(lasting, given["refresh_token"]).status_code == 200


def test_a_person_or_a_client_that_is_shut_gets_nothing_more(
    anya: Account, browser: Browser, lasting: Party
) -> None:
    given = tokens(browser, lasting)
    Client.objects.update(is_active=False)
    assert refresh(lasting, given["refresh_token"]).json() == {"error": "invalid_client"}
    assert userinfo(given["access_token"]).status_code == 401
    page = browser.get(asked_of(lasting).url)
    assert 'data-reason="unknown-client"' in page.content.decode()
    Client.objects.update(is_active=True)
    type(anya)._default_manager.update(is_active=False)
    assert refresh(lasting, given["refresh_token"]).json() == {"error": "invalid_grant"}


def test_a_public_client_refreshes_by_its_name(anya: Account, browser: Browser) -> None:
    app = register("app", SCOPES, public=True)
    given = tokens(browser, app)
    assert refresh(app, given["refresh_token"]).status_code == 200
