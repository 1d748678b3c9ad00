"""«Скачать мои данные»: all of one's own, nothing of others, no secret."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from parta.audit import record
from parta.audit.models import AuditEvent
from parta.idp.accounts.account import Account
from parta.idp.accounts.keepers import keepers
from parta.idp.codes.models import Challenge
from parta.idp.consent.memory import remember
from parta.kit import clock
from tests.idp.party import Browser, Party

ANYA, BORIS = "+7 199 111-11-11", "+7 199 222-22-22"


def enter(typed: str = ANYA) -> Browser:
    browser = Browser(typed)
    browser.sign_in()
    return browser


def downloaded(browser: Browser) -> dict[str, Any]:
    response = browser.send("/account/data")
    assert response["Content-Type"] == "application/json"
    assert re.fullmatch(
        r'attachment; filename="(civic|learnid)-\d{4}-\d\d-\d\d\.json"',
        response["Content-Disposition"],
    )
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_the_file_holds_every_part_in_a_stable_order(anya: Account, party: Party) -> None:
    remember(anya, party.client_id, ["openid"])
    found = downloaded(enter())
    assert list(found) == ["site", "made_at", *(keeper.name for keeper in keepers())]
    assert found["account"][0]["phone"] == "+71991111111"
    assert [row["client"] for row in found["consents"]] == ["Client party"]
    assert len(found["sessions"]) == 1
    event = AuditEvent.objects.get(action="data.downloaded")
    assert (event.actor, event.object) == (str(anya.pk), f"account:{anya.pk}")


def test_it_holds_no_secret_and_nothing_of_others(
    anya: Account, boris: Account, party: Party
) -> None:
    remember(boris, party.client_id, ["openid"])
    enter(BORIS)
    browser = enter()
    text = json.dumps(downloaded(browser))
    assert "+71992222222" not in text
    assert str(boris.pk) not in text
    for secret in (anya.password, browser.session.session_key, browser.session["signin"]["sid"]):
        assert str(secret) not in text


def test_the_page_shows_the_same_in_words(anya: Account) -> None:
    page = enter().get("/account/data").content.decode()
    assert "+7 199 111-11-11" in page
    assert "+71991111111" not in page
    assert page.count('<section class="card data"') >= 2
    assert not re.search(r"<dd>[^<]*\bpwd\b", page)


def test_every_key_that_is_told_has_words(anya: Account, party: Party) -> None:
    remember(anya, party.client_id, ["openid"])
    enter()
    for keeper in keepers():
        for row in keeper.tell(anya):
            assert set(row) <= set(keeper.words), keeper.name


@pytest.mark.parametrize("method", ["get", "send"])
def test_it_asks_for_a_fresh_sign_in(anya: Account, settings: Any, method: str) -> None:
    browser = enter()
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    assert getattr(browser, method)("/account/data")["Location"].startswith("/signin?again=1")


def test_the_page_costs_a_query_for_each_part(
    anya: Account, django_assert_max_num_queries: Any
) -> None:
    browser = enter()
    with django_assert_max_num_queries(8 + 2 * len(keepers())):
        browser.get("/account/data")


def test_the_page_says_codes_in_words_and_the_file_keeps_them(anya: Account, party: Party) -> None:
    remember(anya, party.client_id, ["openid"])
    browser = enter()
    with transaction.atomic():
        for action in ("password.changed", "something.new"):
            record(action, actor=str(anya.pk), object=f"account:{anya.pk}")
    now = clock.now()
    Challenge.objects.create(
        purpose="contact", to="+71991111111", real=True, sent_at=now, resend_at=now, expires_at=now
    )
    page = browser.get("/account/data").content.decode().replace("\u00a0", " ")
    said = re.findall(r"<dd>([^<]*)</dd>", page)
    for words in ("пароль", "Пароль изменён", "something.new", "смена контакта", "вход"):
        assert words in said
    assert not {"pwd", "password.changed", "contact", "openid"} & set(said)
    found = downloaded(browser)
    assert found["sign_ins"][0]["amr"] == ["pwd"]
    assert found["codes"][0]["purpose"] == "contact"
    assert [row["action"] for row in found["deeds"]][:2] == ["something.new", "password.changed"]
