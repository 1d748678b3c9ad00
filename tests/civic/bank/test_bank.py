"""Confirmation through a bank over HTTP: what is asked, what follows, what is kept."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import BankCheck, DeskCode
from tests.civic.bank.customer import LEAVE, Customer, path_of
from tests.civic.newcomer import messages
from tests.civic.visitor import PASSPORT, documented, give, level_of, of, reasons, show_code
from tests.civic.visitor import lera as simplified
from tests.oidc.provider import Raw, TestProvider

pytestmark = pytest.mark.django_db


def test_who_is_the_same_at_the_bank_is_confirmed(lera: Customer) -> None:
    show_code(lera.person)
    assert path_of(lera.confirm()) == "/level"
    assert level_of(lera.person) == "confirmed"
    assert not DeskCode.objects.exists()
    page = lera.browser.get("/level").content.decode()
    assert 'data-level="confirmed"' in page
    assert "Альфа-Банк" in page
    assert path_of(lera.browser.get("/level/bank")) == "/level"


def test_only_the_bank_the_day_and_a_print_are_kept(lera: Customer) -> None:
    lera.confirm()
    check = BankCheck.objects.get()
    assert (check.bank, check.outcome, check.parts) == ("Альфа-Банк", "confirmed", [])
    assert "person-1" not in str(check.account)
    event = AuditEvent.objects.get(action="identity.confirmed")
    who = str(lera.person.pk)
    assert (event.actor, event.object) == (who, f"account:{who}")
    assert event.detail == {
        "bank": "alfa",
        "level": {"before": "standard", "after": "confirmed"},
    }
    assert [message.to for message in messages()] == [lera.person.phone]


def test_the_claims_are_asked_for_by_name_and_nothing_of_the_account_is_told(
    lera: Customer,
) -> None:
    assert parse_qs(urlsplit(lera.leave()).query).keys() == {"client_id", "request_uri"}
    asked = lera.bank.parameters
    names = ["family_name", "given_name", "middle_name", "birthdate", "document_number"]
    assert json.loads(asked["claims"]) == {"userinfo": dict.fromkeys(names)}
    assert (asked["prompt"], asked["max_age"]) == ("login", "300")
    said = json.dumps(asked, ensure_ascii=False)
    assert not any(text in said for text in (lera.person.family_name, "104218", "+7199"))


def test_a_bank_without_pushed_requests_is_asked_in_the_address(lera: Customer) -> None:
    lera.bank.described = {"pushed_authorization_request_endpoint": None}
    assert "claims" in parse_qs(urlsplit(lera.leave()).query)
    assert path_of(lera.confirm()) == "/level"
    assert level_of(lera.person) == "confirmed"


@pytest.mark.parametrize(
    ("changes", "outcome", "parts", "secret"),
    [
        ({"birthdate": "2001-02-03"}, "data-differ", "birthdate", "03.02.2001"),
        ({"family_name": "Чужая"}, "data-differ", "family-name", "Чужая"),
        ({"middle_name": "Чужовна"}, "data-differ", "middle-name", "Чужовна"),
        ({"document_number": "3626 999999"}, "data-differ", "document", "999999"),
        (
            {"given_name": "Чужа", "document_number": "3626999999"},
            "data-differ",
            "given-name document",
            "Чужа",
        ),
        ({"document_number": None}, "bank-did-not-tell", "document", "104218"),
        ({"document_number": 3626104218}, "bank-did-not-tell", "document", "104218"),
        ({"birthdate": "2001"}, "bank-did-not-tell", "birthdate", "2001-"),
        ({"family_name": ["x"]}, "bank-did-not-tell", "family-name", "[&#39;x"),
    ],
)
def test_a_mismatch_is_named_and_the_banks_data_are_not_shown(
    lera: Customer, changes: dict[str, Any], outcome: str, parts: str, secret: str
) -> None:
    lera.known_at_the_bank(**changes)
    assert path_of(lera.confirm()) == "/level/bank"
    page = lera.told()
    assert f'data-reason="{outcome}" data-parts="{parts}"' in page
    assert secret not in page
    assert level_of(lera.person) == "standard"
    check = BankCheck.objects.get()
    assert (check.outcome, " ".join(check.parts), check.account) == (outcome, parts, None)
    event = AuditEvent.objects.get(action="identity.bank-refused")
    assert event.detail == {"bank": "alfa", "reason": outcome, "parts": parts.split()}
    assert messages() == []
    assert f'data-reason="{outcome}"' in lera.browser.get("/level").content.decode()
    lera.known_at_the_bank()
    lera.confirm()
    assert level_of(lera.person) == "confirmed"


def test_one_bank_account_confirms_one_person(lera: Customer) -> None:
    lera.confirm()
    other = Customer(documented("200000", "08765430300", phone="+71991000006"), lera.bank)
    other.known_at_the_bank()
    other.confirm()
    assert reasons(other.browser.get("/level/bank")) == ["bank-account-of-another"]
    assert level_of(other.person) == "standard"
    lera.bank.claims = {"sub": "person-2"}
    lera.bank.about |= {"sub": "person-2"}
    other.confirm()
    assert level_of(other.person) == "confirmed"


def test_after_a_change_the_account_confirms_its_own_person_alone(lera: Customer) -> None:
    lera.confirm()
    give(lera.browser, PASSPORT, number="36 26 777755", snils="")
    other = Customer(documented("200000", "08765430300", phone="+71991000006"), lera.bank)
    other.known_at_the_bank()
    other.confirm()
    assert reasons(other.browser.get("/level/bank")) == ["bank-account-of-another"]
    lera.known_at_the_bank()
    lera.confirm()
    assert (level_of(other.person), level_of(lera.person)) == ("standard", "confirmed")


def test_another_secret_key_forgets_no_bank_account(lera: Customer, settings: Any) -> None:
    lera.confirm()
    settings.SECRET_KEY = "another one"
    other = Customer(documented("200000", "08765430300", phone="+71991000006"), lera.bank)
    other.known_at_the_bank()
    other.confirm()
    assert reasons(other.browser.get("/level/bank")) == ["bank-account-of-another"]
    assert level_of(other.person) == "standard"


def test_five_answers_that_do_not_fit_are_free_then_the_next_waits(lera: Customer) -> None:
    lera.known_at_the_bank(birthdate="2001-02-03")
    for _ in range(5):
        assert lera.confirm().status_code == 302
    assert lera.browser.get(LEAVE).status_code == 429
    assert BankCheck.objects.count() == 5


def test_who_is_under_14_or_has_no_documents_or_is_confirmed_is_offered_no_bank(
    bank: TestProvider,
) -> None:
    young = documented()
    type(young).objects.filter(pk=young.pk).update(birthdate=young.birthdate.replace(year=2016))
    people = [
        young,
        simplified(phone="+71991000006"),
        documented("200000", "08765430300", phone="+71991000007"),
    ]
    type(young).objects.filter(pk=people[2].pk).update(level="confirmed")
    for person in people:
        browser = of(person)
        assert "/level/bank" not in browser.get("/level").content.decode()
        assert path_of(browser.get("/level/bank")) == "/level"
        assert path_of(browser.get(LEAVE)) == "/level"
    assert bank.asked == []


def test_where_no_bank_is_there_is_no_page_of_banks(lera: Customer, settings: Any) -> None:
    assert "/level/bank" in lera.browser.get("/level").content.decode()
    settings.BANKS = ()
    assert "/level/bank" not in lera.browser.get("/level").content.decode()
    assert path_of(lera.browser.get("/level/bank")) == "/level"
    assert lera.browser.get(LEAVE).status_code == 404
    assert lera.browser.get("/level/bank/beta").status_code == 404


def test_a_bank_that_does_not_answer_is_said_and_others_stay(lera: Customer) -> None:
    lera.bank.answers["/.well-known/openid-configuration"] = Raw(b"{}", 500)
    page = lera.browser.get(LEAVE, follow=True).content.decode()
    assert 'data-why="provider-unreachable"' in page
    assert "data-bank=" in page
    assert AuditEvent.objects.get(action="bank.failed").detail["bank"] == "alfa"


@pytest.mark.parametrize("there", [True, False])
def test_the_level_page_names_the_bank_where_there_is_one(
    lera: Customer, settings: Any, *, there: bool
) -> None:
    settings.BANKS = settings.BANKS if there else ()
    page = lera.browser.get("/level").content.decode().replace("\u00a0", " ")
    assert ("МФЦ или банк:" in page) is there


def test_who_hands_over_nothing_at_the_bank_may_try_again(lera: Customer) -> None:
    answer = lera.confirm(code=None, error="access_denied")
    page = lera.browser.get(answer["Location"]).content.decode().replace("\u00a0", " ")
    assert "Банк «Альфа-Банк» ничего нам не передал. Можно попробовать ещё раз." in page
