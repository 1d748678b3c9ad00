"""Documents and СНИЛС: simplified becomes standard, and nobody is told whose a number is."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import DeskCode, Document
from parta.civic.citizens.models import Citizen
from parta.kit import clock
from tests.civic.visitor import CERTIFICATE, PASSPORT, born, give, lera, level_of, of

pytestmark = pytest.mark.django_db


def wrong_fields(response: Any) -> set[str]:
    html = response.content.decode()
    return set(re.findall(r'id="id_(\w+)_error"', html))


@pytest.mark.parametrize("form", [PASSPORT, CERTIFICATE], ids=["passport", "certificate"])
def test_a_document_and_a_snils_make_the_account_standard(form: dict[str, str]) -> None:
    person = lera()
    assert give(of(person), form)["Location"] == "/level"
    assert level_of(person) == "standard"
    assert person.snils == "11223344595"
    kept = Document.objects.get(citizen=person)
    assert kept.kind == form["kind"]
    assert bool(kept.department) is (form is PASSPORT)


def test_the_audit_says_that_documents_were_given_and_no_number() -> None:
    person = lera()
    give(of(person), PASSPORT)
    event = AuditEvent.objects.get(action="documents.given")
    assert (event.actor, event.object) == (str(person.pk), f"account:{person.pk}")
    assert event.detail == {
        "document": "passport",
        "level": {"before": "simplified", "after": "standard"},
    }


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, set()),
        ({"number": "3626-104218", "snils": "11223344595", "department": "770045"}, set()),
        ({"number": "36 26 10421"}, {"number"}),
        ({"number": ""}, {"number"}),
        ({"number": "9" * 5000}, {"number"}),
        ({"number": "<b>36 26 104218</b>"}, {"number"}),
        ({"issued_on": ""}, {"issued_on"}),
        ({"issued_on": "31.02.2026"}, {"issued_on"}),
        ({"issued_on": "01.01.2999"}, {"issued_on"}),
        ({"issued_on": "01.01.2013"}, {"issued_on"}),
        ({"department": ""}, {"department"}),
        ({"department": "77-045"}, {"department"}),
        ({"snils": ""}, {"snils"}),
        ({"snils": "112-233-445"}, {"snils"}),
        ({"snils": "112-233-445 96"}, {"snils"}),
        ({"snils": "000-000-000 00"}, {"snils"}),
        ({"kind": "driving-licence"}, {"kind"}),
        ({"kind": "birth-certificate"}, {"number"}),
        ({"snils": "1", "number": "2"}, {"snils", "number"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    changes: dict[str, str], wrong: set[str]
) -> None:
    person = lera()
    filled = {"issued_on": f"{clock.now():%d.%m.%Y}", **changes}
    response = of(person).post("/level/documents", {**PASSPORT, **filled})
    assert wrong_fields(response) >= wrong if wrong else response.status_code == 302
    assert (level_of(person) == "standard") is not bool(wrong)
    if wrong and len(str(changes)) < 100 and "<" not in str(changes):
        html = response.content.decode()
        typed = {**PASSPORT, **filled}
        typed.pop("kind")
        assert all(f'value="{value}"' in html for value in typed.values() if value)


@pytest.mark.parametrize(
    ("taken", "wrong"),
    [
        ({"number": "36 26 999999"}, {"snils"}),
        ({"snils": "087-654-303 00"}, {"number"}),
        ({}, {"number", "snils"}),
    ],
)
def test_numbers_of_another_account_are_refused_without_a_name(
    taken: dict[str, str], wrong: set[str]
) -> None:
    give(of(lera(phone="+71991000001", given_name="Маргарита")), PASSPORT)
    person = lera()
    client = of(person)
    response = give(client, PASSPORT, **taken)
    assert response.status_code == 409
    assert wrong_fields(response) == wrong
    assert "Маргарита" not in response.content.decode()
    assert level_of(person) == "simplified"
    assert person.snils is None
    assert not Document.objects.filter(citizen=person).exists()
    own = give(client, PASSPORT, number="36 26 000001", snils="087-654-303 00")
    assert own["Location"] == "/level"


def test_numbers_of_others_can_not_be_looked_for() -> None:
    give(of(lera(phone="+71991000001")), PASSPORT)
    client = of(lera())
    statuses = [give(client, PASSPORT).status_code for _ in range(7)]
    assert statuses == [409] * 5 + [429] * 2
    assert Citizen.objects.filter(level="standard").count() == 1


def test_a_second_press_changes_nothing_and_a_correction_replaces() -> None:
    person = lera()
    client = of(person)
    for _ in range(2):
        assert give(client, PASSPORT)["Location"] == "/level"
    assert AuditEvent.objects.filter(action="documents.given").count() == 1
    give(client, CERTIFICATE)
    assert Document.objects.get(citizen=person).kind == "birth-certificate"
    assert level_of(person) == "standard"


def test_a_known_snils_need_not_be_typed_again() -> None:
    client = of(lera())
    give(client, PASSPORT)
    assert "112-233" not in client.get("/level/documents").content.decode()
    assert give(client, PASSPORT, number="36 26 777777", snils="")["Location"] == "/level"
    assert Document.objects.get().number == "777777"
    assert Citizen.objects.get().snils == "11223344595"


def test_under_fourteen_only_a_birth_certificate_is_taken_and_no_desk_opens() -> None:
    person = lera(birthdate=born(12))
    client = of(person)
    page = client.get("/level").content.decode()
    assert 'data-step="not-yet"' in page
    assert "/level/documents" in page
    assert "/level/desk" not in page
    assert 'value="passport"' not in client.get("/level/documents").content.decode()
    assert wrong_fields(give(client, PASSPORT)) == {"number"}
    assert level_of(person) == "simplified"
    assert give(client, CERTIFICATE)["Location"] == "/level"
    assert level_of(person) == "standard"
    assert client.post("/level/desk")["Location"] == "/level"
    assert not DeskCode.objects.exists()


def test_the_page_of_the_level_shows_the_ends_of_numbers_only() -> None:
    client = of(lera())
    give(client, PASSPORT, number="36 26 555777")
    for path in ("/level", "/level/documents"):
        page = client.get(path).content.decode()
        assert "555777" not in page
        assert "112-233" not in page
        assert "11223344595" not in page


def test_somebody_standard_without_a_document_gives_one_first() -> None:
    client = of(lera(level="standard"))
    assert client.get("/level/desk")["Location"] == "/level/documents"


@pytest.mark.parametrize("path", ["/level", "/level/documents", "/level/desk"])
def test_strangers_sign_in_first(path: str) -> None:
    assert Client().get(path)["Location"] == f"/signin?next={path}"


def test_a_code_is_one_and_lives_for_half_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    client = of(lera())
    give(client, PASSPORT)
    assert "data-code" not in client.get("/level/desk").content.decode()
    assert not DeskCode.objects.exists()
    codes = set()
    for _ in range(3):
        client.post("/level/desk")
        codes.add(DeskCode.objects.get().code)
    assert len(codes) == 1
    assert f'data-code="{codes.pop()}"' in client.get("/level/desk").content.decode()
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "data-code" not in client.get("/level/desk").content.decode()
    client.post("/level/desk")
    assert DeskCode.objects.get().expires_at == later + timedelta(minutes=30)


def test_a_drawn_code_that_somebody_shows_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([7, 7, 8])
    monkeypatch.setattr("secrets.randbelow", lambda _: next(drawn))
    for phone, number, snils in (
        ("+71991000001", "36 26 000001", "087-654-303 00"),
        ("+71991000002", "36 26 000002", "112-233-445 95"),
    ):
        client = of(lera(phone=phone))
        give(client, PASSPORT, number=number, snils=snils)
        client.post("/level/desk")
    assert sorted(DeskCode.objects.values_list("code", flat=True)) == ["000007", "000008"]
