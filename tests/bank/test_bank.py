"""The demo bank: its customers, its one client, and what it hands over."""

from datetime import date
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from parta.bank.customers.load import customers, load
from parta.bank.customers.models import Customer
from parta.idp.accounts.claims import released
from parta.idp.provider.models import Client as Registered
from parta.kit.demo.people import DemoPerson
from parta.kit.notify import outbox

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def lera() -> DemoPerson:
    return next(person for person in customers(TODAY) if person.key == "lera")


def test_its_customers_are_those_who_have_a_passport() -> None:
    known = {person.key for person in customers(TODAY)}
    assert known == {"egor", "lera", "mama", "vera", "klara", "admin", "clerk"}
    assert load(TODAY) == load(TODAY) == len(known) == Customer.objects.count()
    load(TODAY.replace(year=2027))
    born = Customer.objects.get(phone=lera().phone).birthdate
    assert born.year == lera().birthdate.year + 1


def test_it_makes_its_one_client_known_and_only_in_the_demo(settings: Any) -> None:
    call_command("bank_prepare", stdout=StringIO())
    client = Registered.objects.get()
    assert client.client_id == "civic"
    assert client.redirect_uris == [settings.SITE_URLS["civic"] + "/level/bank/demo/callback"]
    assert "document" in client.scopes
    settings.DEMO = False
    with pytest.raises(CommandError, match="switched off"):
        call_command("bank_prepare", stdout=StringIO())


def test_the_document_is_handed_over_with_its_scope_alone() -> None:
    load(TODAY)
    customer = Customer.objects.get(phone=lera().phone)
    assert released(customer, ["openid", "document"]) == {"document_number": "3626100005"}
    assert "document_number" not in released(customer, ["openid", "profile"])


def test_the_front_page_says_that_it_is_none_and_who_can_be_tried() -> None:
    load(TODAY)
    browser = Client()
    page = browser.get("/").content.decode()
    assert 'data-door="bank"' in page
    assert lera().password in page
    assert "36 26 100005" in page
    assert 'class="ways"' not in page
    signed_in = browser.post("/signin", {"identifier": lera().login, "password": lera().password})
    assert signed_in.status_code == 302
    assert "36 26 100005" in browser.get("/account").content.decode()
    assert browser.get("/account/security").status_code == 200


def test_what_is_handed_over_is_shown_before_it_is() -> None:
    call_command("bank_prepare", stdout=StringIO())
    browser = Client()
    signed_in = browser.post("/signin", {"identifier": lera().login, "password": lera().password})
    assert signed_in.status_code == 302, signed_in.content.decode()
    asked = {
        "client_id": "civic",
        "redirect_uri": Registered.objects.get().redirect_uris[0],
        "response_type": "code",
        "scope": "openid profile document",
        "state": "s",
        "nonce": "n",
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
    }
    page = browser.get("/authorize", asked, follow=True)
    assert "<dt>Паспорт</dt><dd>36 26 100005</dd>" in page.content.decode()
    answer = browser.get("/authorize", {**asked, "prompt": "none"})
    told = parse_qs(urlsplit(str(answer["Location"])).query)
    assert told["error"] == ["consent_required"]


@pytest.mark.django_db(transaction=True)
def test_a_code_goes_out_at_once_since_there_is_no_worker(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    load(TODAY)
    Client().post("/recover", {"identifier": lera().login})
    assert [message.to for message in outbox.read()] == [lera().phone]
