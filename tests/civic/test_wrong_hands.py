"""What an attacker brings along: other people's codes, keys and sessions."""

import json
import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from parta.audit.models import AuditEvent
from parta.civic.citizens.models import Citizen
from parta.idp.codes.models import Challenge
from parta.idp.provider.models import Grant
from tests.addresses import ELSEWHERE, every_address, leads_away
from tests.civic import newcomer as going
from tests.civic import visitor
from tests.civic.newcomer import FORM, Newcomer, code_sent, messages, path_of
from tests.civic.test_citizens import citizen
from tests.civic.visitor import PASSPORT, clerk, decide, documented, find, lera, of, show_code
from tests.forms import throw
from tests.idp.party import PASSWORD, Browser

PHONE, MAIL = "+71992222214", "artyom@pochta.example"
NEW = "весло-под-лавкой-3"
CHILD = "5b0c4cde-6a1c-4a0e-9a0b-8f4f4f7f1e57"
VALUES = {"kind": "phone", "bank_key": "demo", "key": CHILD, "client_id": "demo", "number": "1"}
BY_CLIENTS = {
    *("/token", "/par", "/userinfo", "/authorize", "/end-session", "/revoke"),
    *("/aas/oauth2/te", "/aas/oauth2/v3/te"),
}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


def key(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_in(cookie: str) -> bool:
    planted = Client()
    planted.cookies[settings.SESSION_COOKIE_NAME] = cookie
    return planted.get("/account").status_code == 200


def owner() -> Citizen:
    return citizen(phone=PHONE, phone_verified=True, password=visitor.PASSWORD)


# A session that somebody has planted before.


@pytest.mark.proves("attack:session-fixation")
def test_a_session_planted_before_a_registration_is_worth_nothing() -> None:
    newcomer = Newcomer()
    newcomer.register()
    planted = key(newcomer.client)
    newcomer.type_code()
    newcomer.choose()
    assert is_in(key(newcomer.client))
    assert not is_in(planted)


@pytest.mark.proves("attack:session-fixation")
def test_a_session_planted_before_a_recovery_is_worth_nothing() -> None:
    owner()
    client = Client()
    client.post("/recover", {"identifier": PHONE})
    planted = key(client)
    client.post("/recover/code", {"code": code_sent()})
    client.post("/recover/password", {"password": NEW})
    assert is_in(key(client))
    assert not is_in(planted)


# A code opens what it was asked for, in the browser that asked, once.


def test_the_code_of_a_registration_recovers_no_account() -> None:
    newcomer = Newcomer()
    newcomer.register()
    code = code_sent()
    owner()
    for path in ("/recover/code", "/recover/password"):
        answer = newcomer.client.post(path, {"code": code, "password": NEW})
        assert path_of(answer) in {"/recover", "/recover/code"}
    assert newcomer.client.get("/recover/code")["Location"] == "/recover"
    assert not Citizen.objects.get().check_password(NEW)
    assert Challenge.objects.get().tries == 0


def test_the_code_of_a_recovery_moves_no_contact_and_registers_nobody() -> None:
    owner()
    newcomer = Newcomer()
    newcomer.client.post("/recover", {"identifier": PHONE})
    code = code_sent()
    newcomer.register(contact=MAIL)
    newcomer.type_code(code)
    assert path_of(newcomer.choose()) == "/register/code"
    thief = of(citizen(family_name="Чужой", phone="+71993333333", phone_verified=True))
    assert path_of(thief.post("/account/contact/code", {"code": code})) in {"/account", "/signin"}
    assert Citizen.objects.filter(phone=PHONE).count() == 1


def test_a_proof_serves_once() -> None:
    """Recovered in one tab; the other tab, left at its last page, sets no second password."""
    owner()
    client = Client()
    client.post("/recover", {"identifier": PHONE})
    code = code_sent()
    client.post("/recover/code", {"code": code})
    client.post("/recover/password", {"password": NEW})
    client.post("/recover/password", {"password": "совсем-другой-7"})
    client.post("/recover/code", {"code": code})
    assert Citizen.objects.get().check_password(NEW)
    assert AuditEvent.objects.filter(action="password.recovered").count() == 1


@pytest.mark.proves("asvs:6.6.1")
def test_a_contact_that_nobody_has_proved_recovers_nothing() -> None:
    person = citizen(phone=PHONE, email=MAIL, email_verified=True, password=visitor.PASSWORD)
    client = Client()
    client.post("/recover", {"identifier": PHONE})
    assert messages() == []
    assert client.get("/recover/code").status_code == 200
    client.post("/recover", {"identifier": MAIL})
    assert messages()[-1].to == MAIL
    person.refresh_from_db()
    assert person.password == visitor.PASSWORD


def test_a_code_asked_for_by_one_person_binds_nothing_to_the_next() -> None:
    """At one computer: anya asks to bind a phone and leaves; boris signs in and types the code."""
    anya = citizen(phone="+71994444444", phone_verified=True, password=visitor.PASSWORD)
    boris = owner()
    browser = Browser(anya.phone)
    browser.sign_in()
    browser.send("/account/email", contact=MAIL)
    code = code_sent()
    browser.get("/signin?again=1")
    browser.send("/signin?again=1", identifier=PHONE, password=PASSWORD)
    browser.send("/account/contact/code", code=code)
    boris.refresh_from_db()
    assert boris.email == ""


# Known and unknown look the same.


@pytest.mark.parametrize("path", ["/register", "/recover", "/signin"])
def test_nobody_learns_who_has_an_account(path: str) -> None:
    owner()
    pages = []
    for contact in ("+7 199 222-22-14", "+7 199 222-22-15"):
        client = Client()
        form = FORM | {"contact": contact, "identifier": contact, "password": "wrong"}
        answer = client.post(path, form)
        then = client.get(answer["Location"]) if answer.status_code == 302 else answer
        text = re.sub(r'(nonce|value)="[^"]*"|\d\d?</b>|\*\d\d', "", then.content.decode())
        pages.append((answer.status_code, answer.headers.get("Location"), text))
    assert pages[0] == pages[1]


# Secrets stand in no log, no address and no audit line.


def test_codes_passwords_and_numbers_stand_in_no_log_and_no_audit_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "django.db.backends")
    newcomer = Newcomer()
    born = f"01.01.{visitor.born(15).year}"
    addresses = [newcomer.register(birthdate=born), newcomer.type_code(), newcomer.choose()]
    code = code_sent()
    person = Citizen.objects.get()
    addresses.append(visitor.give(newcomer.client, PASSPORT))
    shown = show_code(person)
    desk = of(clerk())
    addresses += [desk.post("/desk/find", {"code": shown}), decide(desk)]
    assert visitor.level_of(person) == "confirmed"
    audit = [json.dumps([event.object, event.detail]) for event in AuditEvent.objects.all()]
    logged = [f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records]
    went = [str(answer.headers.get("Location", "")) for answer in addresses]
    secret = [code, shown, going.PASSWORD, "11223344595", "112-233-445", "104218", "3626"]
    for line in (*audit, *logged, *went):
        assert not [word for word in secret if word in line], line
    assert len(audit) >= 3


# Every address.


def test_what_needs_a_sign_in_is_closed_to_strangers_and_the_desk_to_all_but_clerks() -> None:
    person = documented()
    find(of(clerk()), show_code(person))
    others = citizen(family_name="Чужой", phone="+71993333333", phone_verified=True)
    for path, _ in every_address(VALUES):
        for client in (Client(), of(others)):
            typed = FORM | {"code": "1", "sid": "x"}
            for answer in (client.get(path), client.post(path, typed)):
                assert answer.status_code < 500, path
                assert "Журавлёва" not in answer.content.decode(), path
                if path.startswith("/desk"):
                    assert answer.status_code in {302, 404, 405}, path
        if path.startswith(("/account", "/level")):
            answer = Client().get(path)
            assert answer.status_code == 405 or path_of(answer) == "/signin", path


def test_no_other_site_presses_for_who_is_in() -> None:
    chief = clerk()
    for path, _ in every_address(VALUES):
        client = Client(enforce_csrf_checks=True)
        client.force_login(chief.citizen)
        answer = client.post(path, FORM)
        wanted = {303, 400, 401} if path in BY_CLIENTS else {403, 405}
        assert answer.status_code in wanted, path
    assert not Grant.objects.exists()


# Rubbish.


def test_rubbish_in_a_registration() -> None:
    newcomer = Newcomer()
    assert throw(newcomer.client, "/register", FORM)
    newcomer = Newcomer()
    newcomer.register(contact=MAIL)
    assert throw(newcomer.client, "/register/code", {"code": "12"})


def test_rubbish_in_a_recovery_and_a_sign_in() -> None:
    owner()
    client = Client()
    assert throw(client, "/signin", {"identifier": PHONE, "password": ""})
    assert throw(client, "/recover", {"identifier": PHONE})


def test_rubbish_in_the_account() -> None:
    client = of(lera(birthdate=visitor.born(15)))
    good = PASSPORT | {"issued_on": "01.09.2026", "contact": MAIL}
    for path in ("/level/documents", "/level", "/account"):
        throw(client, path, good, {"/signout"})


def test_rubbish_at_the_desk() -> None:
    person, chief = documented(), of(clerk())
    find(chief, show_code(person))
    assert throw(chief, "/desk", {"code": "x"}, {"/signout"})
    assert visitor.level_of(person) == "standard"


def test_no_address_sends_to_a_site_that_the_visitor_names() -> None:
    person = citizen(phone="+71993333333", phone_verified=True)
    for path, _ in every_address(VALUES):
        for elsewhere in ELSEWHERE:
            for client in (Client(), of(person)):
                names = ("next", "post_logout_redirect_uri", "redirect_uri", "redirect_url")
                typed = dict.fromkeys(names, elsewhere)
                for answer in (client.get(path, typed), client.post(path, typed)):
                    assert answer.status_code < 500, path
                    assert not leads_away(answer), (path, elsewhere)
