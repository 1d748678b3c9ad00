"""`prompt=select_account`: the person sees who is in, and goes on as that person or another."""

import re
from html import unescape
from typing import Any

import pytest

from parta.idp.accounts.account import Account
from parta.idp.provider import jose
from parta.idp.provider.models import Subject
from tests.idp.conftest import account
from tests.idp.party import PASSWORD, Browser, Party, answer, ask, redeem

ANYA, BORIS = "+7 199 111-11-11", "8 199 222 22 22"
pytestmark = pytest.mark.proves("provider:4")


def links(page: Any) -> dict[str, str]:
    """The ways on: by their place on the page, from the first."""
    found = re.findall(r'<a href="([^"]+)" class="btn[^"]*"', page.content.decode())
    ways = [unescape(href) for href in found]
    return {"same": ways[0], "other": ways[-1]}


@pytest.fixture
def browser(anya: Account) -> Browser:
    found = Browser(ANYA)
    found.sign_in()
    return found


def agreed(browser: Browser, party: Party) -> None:
    asked = ask(party)
    redeem(asked, browser.through(asked)["code"])


def test_the_person_is_shown_who_is_in_and_goes_on(browser: Browser, party: Party) -> None:
    agreed(browser, party)
    asked = ask(party, prompt="select_account")
    page = browser.go(asked.url)
    assert page.status_code == 200
    code = answer(browser.go(links(page)["same"]), party)["code"]
    assert redeem(asked, code).status_code == 200


def test_somebody_else_signs_in_and_is_not_asked_again(
    browser: Browser, party: Party, boris: Account
) -> None:
    asked = ask(party, prompt="select_account consent")
    other = links(browser.go(asked.url))["other"]
    page = browser.go(other, identifier=BORIS, password=PASSWORD)
    code = answer(browser.press(page), party)["code"]
    said = jose.own(redeem(asked, code).json()["id_token"])
    assert said["sub"] == Subject.objects.get(holder=boris.pk).subject


def test_a_stranger_signs_in_and_is_not_asked_again(anya: Account, party: Party) -> None:
    browser = Browser(ANYA)
    assert "code" in browser.through(ask(party, prompt="select_account"))
    assert browser.sign_ins == 1


def test_consent_is_still_asked_after_it(browser: Browser, party: Party) -> None:
    asked = ask(party, prompt="select_account")
    page = browser.go(links(browser.go(asked.url))["same"])
    assert "/authorize/decide" in page.content.decode()
    assert answer(browser.press(page), party)["code"]


def test_the_mark_is_of_this_request_and_this_person(
    browser: Browser, party: Party, boris: Account
) -> None:
    agreed(browser, party)
    first = links(browser.go(ask(party, prompt="select_account").url))["same"]
    mark = re.search(r"picked=\w+", first)
    assert mark
    another = ask(party, prompt="select_account").url
    for url in (f"{another}&{mark[0]}", f"{another}&picked=", f"{another}&picked=й"):
        assert browser.go(url).status_code == 200
    second = Browser(BORIS)
    agreed(second, party)
    assert second.go(first).status_code == 200


def test_the_first_of_several_people_of_an_account_can_be_another(
    browser: Browser, party: Party, monkeypatch: pytest.MonkeyPatch, settings: Any, anya: Account
) -> None:
    assert len(re.findall('class="btn', page_of(browser, party))) == 2
    settings.ROOT_URLCONF = "tests.idp.chooser"
    child = account("+71993333333")
    monkeypatch.setattr(type(anya), "holders", lambda self: (self, child))
    page = page_of(browser, party)
    assert 'href="/choose-here?next=%2Fauthorize' in page
    assert "picked" in page


def page_of(browser: Browser, party: Party) -> str:
    return str(browser.go(ask(party, prompt="select_account").url).content.decode())
