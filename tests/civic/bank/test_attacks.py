"""Answers of a bank that are replayed, mixed up, stolen or forged confirm nobody."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import BankCheck
from parta.civic.bank.banks import Bank
from tests.civic.bank.customer import BACK, Customer
from tests.civic.visitor import documented, level_of, of
from tests.oidc.provider import CLIENT, SECRET, TestProvider, rsa, serve, signed

pytestmark = pytest.mark.django_db


def why(response: Any) -> str:
    assert response.status_code == 302
    return parse_qs(urlsplit(str(response["Location"])).query).get("why", [""])[0]


@pytest.mark.proves("asvs:10.1.2", "attack:replayed-state")
def test_an_answer_is_taken_once(lera: Customer) -> None:
    lera.known_at_the_bank(birthdate="2001-02-03")
    answer = lera.bank.approve(lera.leave())
    lera.come_back(answer)
    lera.known_at_the_bank()
    assert why(lera.come_back(answer)) == "request-expired"
    assert level_of(lera.person) == "standard"


@pytest.mark.proves("attack:code-injection")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"state": "forged"}, "request-expired"),
        ({"state": None}, "request-expired"),
        ({"iss": "https://another.example"}, "answer-untrusted"),
        ({"iss": None}, "answer-untrusted"),
        ({"code": "stolen"}, "request-expired"),
        ({"code": None, "error": "access_denied"}, "access-denied"),
        ({"code": None, "error": "<script>"}, "provider-refused"),
    ],
)
def test_an_answer_that_was_not_asked_for_confirms_nobody(
    lera: Customer, changes: dict[str, str | None], reason: str
) -> None:
    assert why(lera.confirm(**changes)) == reason
    assert level_of(lera.person) == "standard"
    assert not BankCheck.objects.exists()


@pytest.mark.proves("asvs:10.1.2", "asvs:10.2.1", "attack:code-injection")
def test_an_answer_in_another_persons_browser_confirms_neither(lera: Customer) -> None:
    """A thief's own bank account must not be slipped to a victim, nor a victim's answer used."""
    other = documented("200000", "08765430300", phone="+71991000006")
    answer = lera.bank.approve(lera.leave())
    assert why(of(other).get(BACK, answer)) == "request-expired"
    assert {level_of(lera.person), level_of(other)} == {"standard"}


def test_a_person_who_signed_in_meanwhile_gets_nothing_of_the_request(lera: Customer) -> None:
    other = documented("200000", "08765430300", phone="+71991000006")
    answer = lera.bank.approve(lera.leave())
    session = lera.browser.session
    kept = session["oidc"]
    lera.browser.force_login(other)
    session = lera.browser.session
    session["oidc"] = kept  # had the session survived
    session.save()
    assert why(lera.come_back(answer)) == "request-expired"
    assert {level_of(lera.person), level_of(other)} == {"standard"}


def test_nobody_comes_back_who_is_not_signed_in(lera: Customer) -> None:
    answer = lera.bank.approve(lera.leave())
    lera.browser.logout()
    assert lera.come_back(answer)["Location"] == "/signin?next=/level/bank"
    assert level_of(lera.person) == "standard"


@pytest.mark.proves("asvs:10.2.2", "attack:mixed-up-issuer")
def test_one_bank_cannot_answer_for_another(lera: Customer, settings: Any) -> None:
    server, wicked = serve()
    beta = Bank("beta", "Бета", wicked.issuer, CLIENT, SECRET)
    settings.BANKS = (*settings.BANKS, beta)
    wicked.about = dict(lera.bank.about)
    answer = lera.bank.approve(lera.leave())
    assert why(lera.browser.get("/level/bank/beta/callback", answer)) == "request-expired"
    asked = wicked.approve(lera.browser.get("/level/bank/beta")["Location"])
    assert why(lera.come_back(asked)) == "request-expired"
    assert "/token" not in wicked.asked
    assert level_of(lera.person) == "standard"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"iss": "https://another.example"},
        {"nonce": "another"},
        {"exp": 1},
        {"auth_time": 1_000_000_000},
        {"auth_time": None},
    ],
)
def test_a_token_that_fails_a_check_confirms_nobody(lera: Customer, claims: dict[str, Any]) -> None:
    lera.bank.claims = claims
    assert why(lera.confirm()) == "answer-untrusted"
    assert level_of(lera.person) == "standard"
    event = AuditEvent.objects.get(action="bank.failed")
    assert event.detail["why"] == "answer-untrusted"


@pytest.mark.proves("attack:token-substitution")
def test_a_token_of_another_key_and_data_of_another_person_confirm_nobody(
    lera: Customer,
) -> None:
    lera.bank.sign = lambda claims: signed(claims, rsa(2))
    assert why(lera.confirm()) == "answer-untrusted"
    lera.bank.sign = None
    lera.bank.about |= {"sub": "person-2"}
    assert why(lera.confirm()) == "answer-untrusted"
    assert level_of(lera.person) == "standard"


def test_a_session_at_the_bank_from_before_is_not_enough(lera: Customer) -> None:
    lera.bank.claims = {"auth_time": int(time.time()) - 120}
    assert why(lera.confirm()) == "answer-untrusted"
    assert level_of(lera.person) == "standard"


def test_whoever_sends_addresses_leaves_no_row(bank: TestProvider) -> None:
    browser = of(documented())
    assert why(browser.get(BACK, {"state": "x", "code": "x", "iss": bank.issuer}))
    assert why(browser.get(f"{BACK}?state=a&state=b")) == "answer-untrusted"
    assert not AuditEvent.objects.filter(action="bank.failed").exists()
