"""Contacts of an account: proved by a code, told to whom they concern, never all removed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from parta.audit.models import AuditEvent
from parta.civic.citizens.models import Citizen
from tests.civic.newcomer import PASSWORD, code_sent, messages, path_of
from tests.civic.test_citizens import citizen

PHONE, NEW, EMAIL = "+71991111111", "+71992222222", "anya@pochta.example"


@pytest.fixture
def anya(db: None, tmp_path: Path, settings: Any) -> Citizen:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    return citizen(phone=PHONE, phone_verified=True, password=make_password(PASSWORD))


@pytest.fixture
def client(anya: Citizen) -> Client:
    browser = Client()
    browser.post("/signin", {"identifier": PHONE, "password": PASSWORD})
    return browser


def change(client: Client, contact: str, kind: str = "phone") -> Any:
    return client.post(f"/account/{kind}", {"contact": contact})


def confirm(client: Client, code: str = "") -> Any:
    return client.post("/account/contact/code", {"code": code or code_sent()})


def audited() -> list[tuple[str, dict[str, str]]]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", "detail"))


def test_a_new_phone_takes_the_place_of_the_old_one_which_is_told(
    anya: Citizen, client: Client
) -> None:
    assert path_of(change(client, "8 199 222-22-22")) == "/account/contact/code"
    anya.refresh_from_db()
    assert anya.phone == PHONE
    assert confirm(client)["Location"] == "/account?changed=phone"
    anya.refresh_from_db()
    assert (anya.phone, anya.phone_verified) == (NEW, True)
    told = messages()[-1]
    assert (told.channel, told.to, told.code) == ("sms", PHONE, None)
    assert "+7 *** ** *22" in told.text
    assert NEW not in told.text
    assert ("contact.changed", {"contact": "phone"}) in audited()


def test_a_first_e_mail_is_told_to_the_phone(anya: Citizen, client: Client) -> None:
    change(client, "Anya@Pochta.example", "email")
    confirm(client)
    anya.refresh_from_db()
    assert (anya.email, anya.email_verified) == (EMAIL, True)
    assert [message.to for message in messages()] == [EMAIL, PHONE]
    assert ("contact.added", {"contact": "email"}) in audited()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("phone", EMAIL),
        ("phone", "12"),
        ("phone", "8 199 111-11-11"),  # one's own already
        ("phone", "112-233-445 95"),
        ("email", NEW),
        ("email", "anya@"),
        ("email", ""),
    ],
)
def test_what_does_not_fit_is_said_and_sends_nothing(client: Client, kind: str, typed: str) -> None:
    answer = change(client, typed, kind)
    assert answer.status_code == 200
    assert 'id="id_contact_error"' in answer.content.decode()
    assert not messages()


def test_another_persons_phone_stays_theirs_and_only_they_are_told(
    anya: Citizen, client: Client
) -> None:
    owner = citizen(phone=NEW, phone_verified=True)
    assert path_of(change(client, NEW)) == "/account/contact/code"
    (told,) = messages()
    assert (told.to, told.code) == (NEW, None)
    confirm(client, "000000")
    for person, phone in ((anya, PHONE), (owner, NEW)):
        person.refresh_from_db()
        assert person.phone == phone


def test_a_phone_that_became_anothers_while_the_code_was_typed_changes_nothing(
    anya: Citizen, client: Client
) -> None:
    change(client, NEW)
    citizen(phone=NEW, phone_verified=True)
    answer = confirm(client)
    assert answer.status_code == 409
    assert 'data-why="contact-taken"' in answer.content.decode()
    anya.refresh_from_db()
    assert anya.phone == PHONE
    assert not [action for action, _ in audited() if action.startswith("contact.")]


def test_pressing_twice_changes_once(client: Client) -> None:
    change(client, NEW)
    change(client, NEW)
    code = code_sent()
    confirm(client, code)
    assert path_of(confirm(client, code)) == "/account"
    assert len(messages()) == 2
    assert [action for action, _ in audited()].count("contact.changed") == 1


def test_one_of_two_contacts_may_be_removed_and_is_told(anya: Citizen, client: Client) -> None:
    Citizen.objects.update(email=EMAIL, email_verified=True)
    for _ in range(2):
        assert path_of(client.post("/account/phone/remove")) == "/account"
    anya.refresh_from_db()
    assert (anya.phone, anya.phone_verified, anya.email) == ("", False, EMAIL)
    assert [message.to for message in messages()] == [PHONE]
    assert [action for action, _ in audited()].count("contact.removed") == 1


def test_the_last_contact_stays(anya: Citizen, client: Client) -> None:
    assert "/account/phone/remove" not in client.get("/account/phone").content.decode()
    assert client.post("/account/phone/remove").status_code == 409
    anya.refresh_from_db()
    assert anya.phone_verified
    assert not messages()


@pytest.mark.proves("asvs:7.5.1")
def test_a_change_asks_for_a_fresh_sign_in(client: Client, settings: Any) -> None:
    settings.CLOCK_OFFSET = timedelta(minutes=16)
    for path in ("/account/phone", "/account/contact/code"):
        assert path_of(client.get(path)) == "/signin"
    assert path_of(change(client, NEW)) == "/signin"
    assert path_of(client.post("/account/phone/remove")) == "/signin"
    assert not messages()
    assert client.get("/account").status_code == 200


def test_a_stranger_is_led_to_the_sign_in(db: None) -> None:
    for path in ("/account", "/account/phone", "/account/contact/code"):
        assert path_of(Client().get(path)) == "/signin"


def test_no_other_kind_of_contact_has_a_page(client: Client) -> None:
    for path in ("/account/snils", "/account/x", "/account/phone/x"):
        assert client.get(path).status_code == 404
