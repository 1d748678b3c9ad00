"""A fresh sign-in for who has no password: a code to their own contact, or a passkey."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from parta.civic.citizens.models import Citizen
from tests.civic.newcomer import code_sent, messages
from tests.civic.test_citizens import citizen
from tests.civic.visitor import PASSWORD, of
from tests.idp.authenticator import ORIGIN, Device
from tests.idp.party import Browser
from tests.idp.proving import add_passkey, prove

PHONE = "+71993333333"
AGAIN = "/signin?again=1&next=%2Faccount%2Fpassword"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def person(password: str = "") -> Citizen:
    known = {"phone": PHONE, "phone_verified": True}
    return citizen(password=password or make_password(None), **known)


def test_a_code_to_the_own_contact_is_a_fresh_sign_in(settings: Any) -> None:
    browser = of(person())
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    assert browser.get("/account/password")["Location"] == AGAIN
    assert "Отправить код на +7 *** ** *33" in browser.get(AGAIN).content.decode()
    sent = browser.post("/signin/own-code?next=/account/password", {"send": "1"})
    assert sent["Location"] == "/signin/own-code?next=%2Faccount%2Fpassword"
    assert [message.to for message in messages()] == [PHONE]
    done = browser.post(sent["Location"], {"code": code_sent()})
    assert done["Location"] == "/account/password"
    assert browser.get("/account/password").status_code == 200
    assert browser.session["signin"]["amr"] == ["otp", "sms"]


def test_a_code_is_no_way_around_a_password(settings: Any) -> None:
    browser = of(person(PASSWORD))
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    assert "own-code" not in browser.get(AGAIN).content.decode()
    browser.post("/signin/own-code?next=/account/password", {"send": "1"})
    assert messages() == []


def test_a_stranger_is_sent_no_code() -> None:
    person()
    answer = Client().post("/signin/own-code", {"send": "1"})
    assert answer["Location"].startswith("/signin?")
    assert messages() == []


def test_a_passkey_is_one_too(settings: Any) -> None:
    settings.PUBLIC_URL = ORIGIN
    browser, device = Browser(), Device()
    browser.cookies = of(person()).cookies
    assert add_passkey(browser, device)["Location"] == "/account/security?changed=passkey"
    settings.CLOCK_OFFSET += timedelta(minutes=16)
    again = prove(browser, device, "/signin/passkey?again=1&next=/account/password")
    assert again["Location"] == "/account/password"
    assert browser.get("/account/password").status_code == 200
