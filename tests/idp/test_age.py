"""How old a sign-in may be, and which one the ID token speaks of."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from parta.idp.accounts.account import Account
from tests.idp.party import Browser, Party, answer, ask, redeem
from tests.idp.test_code_flow import claims

ANYA = "+7 199 111-11-11"
Later = Callable[[int], None]


@pytest.fixture
def later(settings: Any) -> Later:
    """Let seconds pass."""

    def pass_(seconds: int) -> None:
        settings.CLOCK_OFFSET += timedelta(seconds=seconds)

    return pass_


def auth_time(browser: Browser, party: Party, **changes: str) -> int:
    asked = ask(party, **changes)
    return int(claims(redeem(asked, browser.through(asked)["code"]))["auth_time"])


@pytest.mark.parametrize(
    ("max_age", "passed", "sign_ins"),
    [("0", 0, 2), ("0", 60, 2), ("1", 2, 2), ("10000", 9_000, 1), ("10000", 10_001, 2)],
)
def test_an_older_sign_in_is_asked_for_again(
    max_age: str, passed: int, sign_ins: int, anya: Account, party: Party, later: Later
) -> None:
    browser = Browser(ANYA)
    first = auth_time(browser, party)
    later(passed)
    again = auth_time(browser, party, max_age=max_age)
    assert browser.sign_ins == sign_ins
    if sign_ins == 1:
        assert again == first
    else:
        assert again >= first + passed


@pytest.mark.parametrize(
    ("max_age", "passed", "error"),
    [("0", 0, "login_required"), ("1", 2, "login_required"), ("10000", 9_000, None)],
)
def test_silently_it_is_an_error(
    max_age: str, passed: int, error: str | None, anya: Account, party: Party, later: Later
) -> None:
    browser = Browser(ANYA)
    auth_time(browser, party)
    later(passed)
    said = answer(browser.get(ask(party, max_age=max_age, prompt="none").url), party)
    assert said.get("error") == error


def test_a_sign_in_elsewhere_does_not_freshen_this_session(
    anya: Account, party: Party, later: Later
) -> None:
    here = Browser(ANYA)
    first = auth_time(here, party)
    later(500)
    assert auth_time(Browser(ANYA), party) >= first + 500
    assert auth_time(here, party) == first
    assert auth_time(here, party, max_age="400") >= first + 500


def test_time_spent_on_the_consent_page_does_not_send_back_to_the_sign_in(
    anya: Account, party: Party, later: Later
) -> None:
    browser = Browser(ANYA)
    asked = ask(party, max_age="1")
    page = browser.go(asked.url)
    where = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"
    consent = browser.send(where, identifier=ANYA, password="four words of a song")["Location"]
    decide = browser.form(consent)
    later(300)
    assert "code" in answer(browser.send(decide, decision="allow"), party)
