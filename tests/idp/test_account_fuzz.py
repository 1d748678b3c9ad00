"""Junk in the forms of codes, recovery and the account: refusals, and never a 5xx."""

import random
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from parta.idp.accounts.account import Account
from tests.idp.party import Browser

ANYA = "+7 199 111-11-11"
JUNK = [
    *("", " ", "x", "\x00", "a" * 5000, "й", "\ud7ff\uffff", "-1", "9" * 30, "9" * 5000),
    *("٣٣٣٣٣٣", "²²²²²²", "null", "[]", "{}", "%00", "+7" + "1" * 300, "@", "a@b", "a@\x00b"),
    *("407112", "40711", "<script>", "' OR 1=1 --", "{{7*7}}", "+7 199 111-11-11", "8" * 11),
]
QUERIES = ["", "?next=//evil.example", "?goal=x", "?goal=%00&next=%00", "?identifier=%00", "?next="]
OUTSIDE = ["/recover", "/recover/code", "/recover/password", "/signin"]
INSIDE = [
    *("/account/security", "/account/password", "/account/sessions/end"),
    *("/account/sessions/end-others", "/account/consents/withdraw"),
]
FIELDS = ["identifier", "code", "resend", "password", "present", "sid", "consent", "changed"]


@pytest.fixture
def dice() -> random.Random:
    return random.Random(7)


def sound(response: Any, sent: object) -> None:
    assert response.status_code < 500, sent
    assert "evil" not in response.headers.get("Location", "").partition("?")[0], sent


def throw(browser: Browser, paths: list[str], dice: random.Random) -> None:
    for _ in range(120):
        where = dice.choice(paths) + dice.choice(QUERIES)
        form = {dice.choice(FIELDS): dice.choice(JUNK) for _ in range(dice.randrange(1, 4))}
        sound(browser.send(where, **form), (where, form))
        address = f"{dice.choice(paths)}?{urlencode(form)}"
        sound(browser.get(address), address)


def test_outside(anya: Account, dice: random.Random, tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    browser = Browser()
    browser.send("/recover", identifier=ANYA)
    throw(browser, OUTSIDE, dice)


def test_inside(anya: Account, dice: random.Random) -> None:
    browser = Browser(ANYA)
    browser.sign_in()
    throw(browser, INSIDE, dice)
