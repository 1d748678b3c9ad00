"""A lost password: by the contact that is proved, and telling nobody who has an account."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.utils.http import urlencode

from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.provider.models import Grant
from tests.idp.asking import last_code, other, sent
from tests.idp.party import Browser, Party

ANYA, NOBODY = "8 (199) 111-11-11", "+7 199 999-99-99"
NEW = "лодка у причала 7"


@pytest.fixture(autouse=True)
def own_outbox(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def why(response: Any) -> str | None:
    found = re.search(r'data-reason="([^"]+)"', response.content.decode())
    return found[1] if found else None


def recover(browser: Browser, typed: str = ANYA) -> Any:
    return browser.send("/recover", identifier=typed)


def through(browser: Browser, password: str = NEW, query: str = "") -> Any:
    browser.send(f"/recover{query}", identifier=ANYA)
    browser.send(f"/recover/code{query}", code=last_code())
    return browser.send(f"/recover/password{query}", password=password)


@pytest.mark.proves("asvs:6.2.2")
def test_the_code_lets_a_new_password_be_set_and_the_person_in(anya: Account) -> None:
    browser = Browser()
    assert through(browser)["Location"] == "/"
    assert browser.session[SESSION_KEY] == str(anya.pk)
    anya.refresh_from_db()
    assert anya.check_password(NEW)


def test_the_way_on_is_kept_and_stays_on_this_site(anya: Account) -> None:
    query = "?" + urlencode({"next": "/look/?a=1"})
    assert through(Browser(), query=query)["Location"] == "/look/?a=1"


def test_a_strange_way_on_leads_to_the_front_page(anya: Account) -> None:
    query = "?" + urlencode({"next": "//evil.example/"})
    assert through(Browser(), query=query)["Location"] == "/"


@pytest.mark.proves("asvs:7.4.3")
def test_other_sessions_and_all_grants_end(anya: Account, party: Party) -> None:
    elsewhere = Browser(ANYA)
    elsewhere.sign_in()
    Grant.objects.create(
        client_id=party.client_id, account_id=anya.pk, holder=anya.pk, scopes=["openid"],
        sid="elsewhere", auth_time=0, amr=[],
    )  # fmt: skip
    through(Browser())
    assert elsewhere.get("/account/security").status_code == 302
    assert not Grant.objects.filter(revoked_at=None).exists()
    event = AuditEvent.objects.get(action="password.recovered")
    assert (event.actor, event.detail) == (str(anya.pk), {"sessions_ended": 1})


def test_an_unknown_contact_gives_the_same_pages_and_no_message(anya: Account) -> None:
    pages = []
    for typed in (ANYA, NOBODY):
        browser = Browser()
        assert recover(browser, typed)["Location"] == "/recover/code"
        page = browser.get("/recover/code").content.decode()
        wrong = browser.send("/recover/code", code="123456").content.decode()
        masks = ("+7 *** ** *11", "+7 *** ** *99")
        for mask in masks:
            page, wrong = page.replace(mask, "MASK"), wrong.replace(mask, "MASK")
        changing = r'name="csrfmiddlewaretoken" value="[^"]+"|data-left="\d+"|<b>\d\d:\d\d</b>'
        pages.append(re.sub(changing, "", page + wrong))
    assert pages[0] == pages[1]
    assert [message.to for message in sent()] == ["+71991111111"]


@pytest.mark.parametrize("typed", ["", " ", "anya", "\x00", "x" * 300, "<b>", "112-233-445 95"])
def test_what_is_no_contact_is_asked_for_again(typed: str, anya: Account) -> None:
    response = recover(Browser(), typed)
    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
    assert sent() == []


def test_a_second_press_and_a_reload_send_one_message(anya: Account) -> None:
    browser = Browser()
    for _ in range(2):
        recover(browser)
        browser.get("/recover/code")
    assert len(sent()) == 1


def test_another_browser_waits_for_two_minutes(anya: Account) -> None:
    recover(Browser())
    response = recover(Browser())
    assert why(response) == "too-soon"
    assert f'value="{ANYA}"' in response.content.decode()


def test_a_wrong_code_stays_typed_and_says_what_is_left(anya: Account) -> None:
    browser = Browser()
    recover(browser)
    wrong = other(last_code())
    seen = []
    for _ in range(3):
        assert browser.send("/recover/code", code=wrong)["Location"] == "/recover/code"
        seen.append(browser.get("/recover/code"))
        assert why(browser.get("/recover/code")) is None  # a reload is no try, and says it no more
    assert [why(response) for response in seen] == ["wrong-code", "wrong-code", "tries-spent"]
    assert f'value="{wrong}"' in seen[0].content.decode()
    assert browser.get("/recover/password")["Location"] == "/recover"


def test_a_code_is_sent_once_more(anya: Account, settings: Any) -> None:
    browser = Browser()
    recover(browser)
    early = browser.send("/recover/code", resend="1")
    assert (early.status_code, why(early)) == (429, "too-soon")
    settings.CLOCK_OFFSET = timedelta(seconds=121)
    assert browser.send("/recover/code", resend="1")["Location"] == "/recover/code"
    assert len(sent()) == 2


def test_without_a_proof_there_is_no_password_to_set(anya: Account, settings: Any) -> None:
    assert Browser().send("/recover/password", password=NEW)["Location"] == "/recover"
    browser = Browser()
    recover(browser)
    browser.send("/recover/code", code=last_code())
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    assert browser.send("/recover/password", password=NEW)["Location"] == "/recover"
    anya.refresh_from_db()
    assert not anya.check_password(NEW)


def test_a_weak_password_is_refused_and_nothing_is_lost(anya: Account) -> None:
    browser = Browser()
    weak = through(browser, "12345678")
    assert weak.status_code == 200
    assert 'aria-invalid="true"' in weak.content.decode()
    assert browser.send("/recover/password", password=NEW)["Location"] == "/"


def test_a_second_press_at_the_end_leads_on(anya: Account) -> None:
    browser = Browser()
    through(browser)
    assert browser.send("/recover/password", password=NEW)["Location"] == "/"
    assert AuditEvent.objects.filter(action="password.recovered").count() == 1


@pytest.mark.django_db
def test_the_contact_comes_along_from_the_sign_in_and_stands_in_no_address(settings: Any) -> None:
    browser = Browser()
    page = browser.get("/signin", {"login_hint": ANYA}).content.decode()
    [link] = re.findall(r'href="(/recover[^"]*)"', page)
    assert link == "/recover"
    assert f'value="{ANYA}"' in browser.get(link).content.decode()
    settings.CLOCK_OFFSET += timedelta(minutes=11)
    assert ANYA not in browser.get(link).content.decode()
