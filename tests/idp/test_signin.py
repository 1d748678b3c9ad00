"""The sign-in page: who gets in, who waits, and that it tells nothing about who exists."""

import re
from contextlib import ExitStack
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as site
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from parta.idp.accounts import hashing, tries
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.attempt import Refusal, Why, attempt
from parta.idp.accounts.identifiers import read
from parta.idp.accounts.models import Tries
from parta.idp.accounts.rules import ADDRESS
from parta.kit import clock
from tests.idp.conftest import account
from tests.idp.party import PASSWORD, Browser

ANYA, BORIS = "+7 199 111-11-11", "8 199 222 22 22"
NOBODY = "+7 199 999-99-99"


def reason(response: Any) -> str | None:
    found = re.search(r'data-reason="([^"]+)"', response.content.decode())
    return found[1] if found else None


def let_in(browser: Browser) -> bool:
    return SESSION_KEY in browser.session


@pytest.mark.parametrize("typed", [ANYA, "8 (199) 111 11 11", "1991111111", "7 199 1111111"])
def test_any_usual_spelling_of_the_phone_signs_in(typed: str, anya: Account) -> None:
    browser = Browser()
    assert browser.sign_in(typed)["Location"] == "/"
    assert let_in(browser)


def test_a_wrong_password_keeps_what_was_typed(anya: Account) -> None:
    browser = Browser()
    response = browser.sign_in("8 199 111-11-11", "wrong pass")
    shown = response.content.decode()
    assert (response.status_code, reason(response)) == (200, "wrong-password")
    assert 'value="8 199 111-11-11"' in shown
    assert "wrong pass" not in shown
    assert shown.count("Identifier") == 0
    assert not let_in(browser)


def test_unknown_and_known_people_get_the_same_page_after_the_same_work(
    anya: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    verify = check_password

    def counted(password: str, encoded: str) -> bool:
        hashed.append(encoded)
        return verify(password, encoded)

    monkeypatch.setattr(hashing, "check_password", counted)
    pages, counts = [], []
    for typed in ("nobody", ANYA, NOBODY, "x@pochta.example"):  # the first opens the address's row
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = Browser().sign_in(typed, "wrong")
        counts.append(len([q for q in queries if "accounts_tries" in q["sql"]]))
        page = response.content.decode().replace(typed, "TYPED")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page))
    assert len(set(pages)) == 1
    assert len(hashed) == 4
    assert counts[1] == counts[2]


def test_only_a_right_password_learns_that_the_account_is_shut(
    anya: Account, boris: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    verify = check_password

    def counted(password: str, encoded: str) -> bool:
        hashed.append(encoded)
        return verify(password, encoded)

    monkeypatch.setattr(hashing, "check_password", counted)
    type(anya)._default_manager.filter(pk=anya.pk).update(is_active=False)
    browser = Browser()
    shut = browser.sign_in(ANYA)
    assert (shut.status_code, reason(shut)) == (403, "shut")
    assert "Доступ к этой записи закрыт." in shut.content.decode().replace("\u00a0", " ")
    assert not let_in(browser)
    assert reason(Browser().sign_in(ANYA, "wrong")) == "wrong-password"
    assert hashed == [anya.password] * 2
    assert Browser().sign_in(BORIS)["Location"] == "/"


def test_nothing_typed_asks_for_it(anya: Account) -> None:
    response = Browser().sign_in(" ", "")
    assert response.content.decode().count('aria-invalid="true"') == 2


@pytest.mark.parametrize("typed", ["\x00", "x" * 254, "й" * 200, "٣" * 11, "<b>9", "a@b\x00c"])
def test_odd_text_is_an_ordinary_wrong_answer(typed: str, anya: Account) -> None:
    for password in ("wrong", "\x00", "p" * 1000, "p" * 2000):
        response = Browser().sign_in(typed, password)
        assert response.status_code in {200, 429}
        assert "<b>9" not in response.content.decode()


@pytest.mark.proves("asvs:6.3.1")
def test_tries_are_slowed_and_the_person_is_never_locked_out(anya: Account, settings: Any) -> None:
    browser = Browser()
    seen = [browser.sign_in(ANYA, "wrong") for _ in range(6)]
    assert [r.status_code for r in seen] == [200, 200, 200, 200, 200, 429]
    assert reason(seen[-1]) == "too-many-tries"
    assert 1 <= int(seen[-1]["Retry-After"]) <= 5
    waits = browser.sign_in(ANYA)
    assert waits.status_code == 429
    assert f'value="{PASSWORD}"' in waits.content.decode()
    settings.CLOCK_OFFSET = timedelta(seconds=6)
    assert browser.sign_in(ANYA)["Location"] == "/"
    assert browser.sign_in(ANYA, "wrong").status_code == 200


@pytest.mark.proves("asvs:6.3.1")
def test_strangers_on_another_network_do_not_slow_the_person(anya: Account) -> None:
    stranger = Browser(REMOTE_ADDR="203.0.113.7")
    for _ in range(9):
        stranger.sign_in(ANYA, "wrong")
    neighbour = Browser(REMOTE_ADDR="203.0.113.99")
    assert neighbour.sign_in(ANYA, "wrong").status_code == 429
    assert Browser(REMOTE_ADDR="198.51.100.7").sign_in(ANYA)["Location"] == "/"


def test_a_browser_that_knows_the_person_is_not_slowed_by_a_classmate(
    anya: Account, boris: Account
) -> None:
    own, classmate = Browser(), Browser()
    own.sign_in(ANYA)
    own.send("/signout", x="")
    classmate.sign_in(BORIS)
    for _ in range(9):
        classmate.sign_in(ANYA, "wrong")
    assert classmate.sign_in(ANYA).status_code == 429
    assert own.sign_in(ANYA)["Location"] == "/"


def test_a_familiar_browser_has_a_purse_and_not_a_pass(anya: Account) -> None:
    browser = Browser()
    browser.sign_in(ANYA)
    browser.send("/signout", x="")
    seen = [browser.sign_in(ANYA, "wrong").status_code for _ in range(7)]
    assert seen[-1] == 429


def test_a_forged_mark_of_familiarity_is_nothing(anya: Account) -> None:
    browser = Browser()
    browser.cookies[f"{site.SITE}_familiar"] = "WyJhIixbImIiXV0:1abc:forged"
    seen = [browser.sign_in(ANYA, "wrong").status_code for _ in range(6)]
    assert seen == [200] * 5 + [429]


def test_a_class_behind_one_address_signs_in_with_slips(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashing, "check_password", lambda password, _: password == PASSWORD)
    phones = [f"+7199300{number:04}" for number in range(60)]
    for phone in phones:
        account(phone)
    for phone in phones:
        request = RequestFactory().post("/signin")
        assert attempt(request, phone, "slip") == Refusal(Why.WRONG)
        assert attempt(request, phone, PASSWORD) == model().find(read(phone))


@pytest.mark.proves("asvs:6.3.1")
def test_a_machine_behind_one_address_is_paced(anya: Account) -> None:
    Tries.objects.create(
        key=tries.key("address", "127.0.0.1"),
        tries=ADDRESS.free - 1,
        last_at=clock.now(),
        next_at=clock.now(),
    )
    browser = Browser()
    seen = [browser.sign_in(typed, "guess").status_code for typed in (NOBODY, ANYA)]
    assert seen == [200, 429]


def test_when_every_core_hashes_the_page_says_so_and_keeps_the_form(
    anya: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashing, "PATIENCE", timedelta())
    with ExitStack() as every_core:
        for _ in range(hashing.CORES):
            every_core.enter_context(hashing.slot())
        response = Browser().sign_in(ANYA)
    assert (response.status_code, reason(response)) == (503, "busy")
    assert response["Retry-After"] == "3"
    assert f'value="{PASSWORD}"' in response.content.decode()
    assert not Tries.objects.filter(tries__gt=0).exists()
    assert Browser().sign_in(ANYA)["Location"] == "/"


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example/",
        "\x01/evil",
        "https:///evil.example",
        "signin",
        "",
    ],
)
def test_the_way_on_stays_on_this_site(evil: str, anya: Account) -> None:
    browser = Browser()
    where = f"/signin?next={quote(evil, safe='')}"
    assert browser.send(where, identifier=ANYA, password=PASSWORD)["Location"] == "/"
    assert browser.get(where)["Location"] == "/"


def test_the_way_on_is_kept(anya: Account) -> None:
    browser = Browser()
    where = "/signin?next=/look/%3Fa%3D1"
    assert browser.send(where, identifier=ANYA, password=PASSWORD)["Location"] == "/look/?a=1"


@pytest.mark.proves("asvs:7.2.4", "asvs:7.4.1", "attack:session-fixation", "attack:logout-forgery")
def test_sign_in_changes_the_session_key_and_sign_out_ends_it(anya: Account) -> None:
    browser = Browser()
    browser.sign_in(ANYA)
    first = browser.cookies[site.SESSION_COOKIE_NAME].value
    browser.send("/signin?again=1", identifier=ANYA, password=PASSWORD)
    second = browser.cookies[site.SESSION_COOKIE_NAME].value
    assert first != second
    assert browser.get("/signout").status_code == 405
    assert browser.post("/signout").status_code == 403
    assert let_in(browser)
    assert browser.send("/signout", x="")["Location"] == "/"
    assert not let_in(browser)


@pytest.mark.proves("asvs:7.2.4")
def test_another_person_in_the_same_browser_gets_a_new_session(
    anya: Account, boris: Account
) -> None:
    browser = Browser()
    browser.sign_in(ANYA)
    sid = browser.session["signin"]["sid"]
    browser.send("/signin?again=1", identifier=BORIS, password=PASSWORD)
    assert browser.session["signin"]["sid"] != sid
    assert browser.session[SESSION_KEY] == str(boris.pk)


def test_the_front_page_shows_who_is_in_and_the_way_out(anya: Account) -> None:
    browser = Browser()
    assert 'action="/signout"' not in browser.get("/").content.decode()
    browser.sign_in(ANYA)
    inside = browser.go("/").content.decode()
    assert "+7 *** ** *11" in inside
    assert 'action="/signout"' in inside


def test_pages_are_not_kept_framed_or_sniffed(anya: Account) -> None:
    response = Browser().get("/signin")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_the_page_costs_no_query_and_a_sign_in_few(
    anya: Account, django_assert_num_queries: Any
) -> None:
    browser = Browser()
    with django_assert_num_queries(0):
        browser.get("/signin")
    with CaptureQueriesContext(connection) as queries:
        browser.sign_in(ANYA)
    asked = [q["sql"] for q in queries if not re.match("SAVEPOINT|RELEASE|BEGIN|COMMIT", q["sql"])]
    assert len(asked) <= 10, asked
