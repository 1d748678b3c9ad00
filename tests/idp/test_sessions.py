"""A session: whose key it is, and how long it lasts, at an identity site."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth import SESSION_KEY
from django.utils import timezone

from parta.idp.accounts.account import Account
from parta.idp.accounts.models import SignedIn
from parta.idp.factors import totp
from tests.idp.party import PASSWORD, Browser
from tests.idp.proving import SECRET

ANYA = "+7 199 111-11-11"
COOKIE = site.SESSION_COOKIE_NAME
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
LETTERS = 36  # of which a key is made


def enter() -> Browser:
    browser = Browser()
    browser.sign_in(ANYA)
    return browser


def key(browser: Browser) -> str:
    return str(browser.cookies[COOKIE].value)


def with_key(planted: str) -> Browser:
    browser = Browser()
    browser.cookies[COOKIE] = planted
    return browser


def let_in(browser: Browser) -> bool:
    return bool(browser.get("/account/security").status_code == 200)


@pytest.mark.proves("asvs:7.2.2", "asvs:7.2.3")
def test_every_session_has_a_key_of_its_own_that_nobody_guesses(anya: Account) -> None:
    keys = {key(enter()) for _ in range(5)}
    assert len(keys) == 5
    assert all(re.fullmatch("[a-z0-9]+", each) for each in keys)
    assert min(LETTERS ** len(each) for each in keys) > 2**128


@pytest.mark.proves("asvs:7.2.1", "attack:session-fixation")
@pytest.mark.parametrize("made_up", ["a" * 32, "A" * 32, "a", "", "\x00", "ü" * 32, "a" * 9000])
def test_a_made_up_key_is_nobodys_and_becomes_nobodys(made_up: str, anya: Account) -> None:
    browser = with_key(made_up)
    assert not let_in(browser)
    browser.sign_in(ANYA)
    assert let_in(browser)
    assert key(browser) != made_up
    assert not let_in(with_key(made_up))


@pytest.mark.proves("asvs:7.2.4", "attack:session-fixation")
def test_a_key_that_a_stranger_has_planted_opens_nothing_after_the_sign_in(anya: Account) -> None:
    stranger = Browser()
    stranger.get(f"/signin?login_hint={ANYA}")
    stranger.send("/recover", identifier="+7 199 999-99-99")
    planted = key(stranger)
    victim = with_key(planted)
    victim.sign_in(ANYA)
    assert let_in(victim)
    assert not let_in(with_key(planted))
    assert not let_in(stranger)


@pytest.mark.proves("asvs:7.2.4")
def test_each_sign_in_kills_the_key_before_it(anya: Account) -> None:
    browser = enter()
    before = key(browser)
    browser.send("/signin?again=1", identifier=ANYA, password=PASSWORD)
    assert let_in(browser)
    assert not let_in(with_key(before))


LASTS: list[tuple[list[timedelta], bool]] = [
    ([30 * DAY - MINUTE], True),
    ([30 * DAY + MINUTE], False),
    ([29 * DAY, 58 * DAY, 87 * DAY, 90 * DAY - MINUTE], True),  # each use counts anew
    ([29 * DAY, 58 * DAY, 87 * DAY, 90 * DAY + MINUTE], False),  # but not for ever
]


@pytest.mark.proves("asvs:7.3.1", "asvs:7.3.2")
@pytest.mark.parametrize(("visits", "still_in"), LASTS)
def test_how_long_a_session_lasts(
    visits: list[timedelta],
    still_in: bool,
    anya: Account,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = enter()
    began = timezone.now()
    for visit in visits:
        settings.CLOCK_OFFSET = visit
        monkeypatch.setattr(timezone, "now", lambda at=began + visit: at)  # Django's own clock
        is_in = let_in(browser)
    assert is_in is still_in
    assert SignedIn.objects.exists() or SESSION_KEY not in browser.session


PAGES = [
    "/account/security",
    "/account/password",
    "/account/totp",
    "/account/sign-ins",
    "/account/data",
    "/account/close",
]


@pytest.mark.proves("asvs:7.4.4")
@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_account_has_the_way_out(path: str, anya: Account) -> None:
    page = enter().go(path)
    assert (page.status_code, page.request["PATH_INFO"]) == (200, path)
    assert 'action="/signout"' in page.content.decode()


@pytest.mark.proves("asvs:7.4.3")
def test_who_has_changed_a_factor_may_end_all_other_sessions(anya: Account) -> None:
    browser, *elsewhere = enter(), enter(), enter()
    totp.give(anya.pk, SECRET)
    browser.send("/account/totp/off", x="")
    page = browser.get("/account/security?changed=totp-gone").content.decode()
    assert 'action="/account/sessions/end-others"' in page
    browser.send("/account/sessions/end-others", x="")
    assert [let_in(each) for each in (browser, *elsewhere)] == [True, False, False]
