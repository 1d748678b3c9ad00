"""The operator makes a school, and its administrator signs in at once."""

from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from parta.audit.models import AuditEvent
from parta.school.classes.models import AcademicYear
from parta.school.people.models import Person, School
from parta.school.signin.decide import Why
from tests.school.signin.guest import Guest

NEW = {"name": "Лицей № 5", "tz": "Asia/Kamchatka", "admin_contact": "8 (199) 100-00-09"}
NAMED = {"admin_name": "Кузнецов Олег Ильич", "admin_birth_date": "1979-02-01"}
OLEG: dict[str, Any] = {
    "phone_number": "+71991000009",
    "phone_number_verified": True,
    "birthdate": "1979-02-01",
    "family_name": "Кузнецов",
    "given_name": "Олег",
    "middle_name": "Ильич",
}


@pytest.fixture(autouse=True)
def no_demo(settings: Any) -> None:
    settings.DEMO = False


def add(**options: str) -> str:
    said = StringIO()
    call_command("school_add", stdout=said, **NEW | options)
    return said.getvalue()


def facts(person: Person) -> tuple[str, date | None]:
    person.refresh_from_db()
    return person.full_name, person.birth_date


def test_the_command_says_who_signs_in_where(db: None, settings: Any) -> None:
    said = add()
    assert "Лицей № 5" in said
    assert settings.PUBLIC_URL in said
    assert "+7 199 100-00-09" in said
    started = AuditEvent.objects.get(action="school.started")
    assert started.scope == str(Person.objects.get().school_id)


@pytest.mark.parametrize("given", [{}, NAMED])
def test_the_administrator_signs_in_at_once(db: None, guest: Guest, given: dict[str, str]) -> None:
    add(**given)
    guest.account(**OLEG)
    guest.sign_in()
    assert guest.hat == "administrator"
    assert facts(Person.objects.get()) == ("Кузнецов Олег Ильич", date(1979, 2, 1))
    linked = AuditEvent.objects.get(action="signin.linked")
    assert linked.detail["introduced"] is (not given)


KEPT_OUT: list[tuple[dict[str, str], str, dict[str, Any], Why]] = [
    ({}, "standard", {}, Why.LEVEL_MISSING),
    ({}, "confirmed", {"birthdate": None}, Why.BIRTH_DATE_MISSING),
    ({}, "confirmed", {"phone_number_verified": False}, Why.CONTACT_NOT_BOUND),
    (NAMED, "confirmed", {"birthdate": "1979-02-02"}, Why.CONTACT_MISMATCH),
]


@pytest.mark.parametrize(("given", "level", "claims", "why"), KEPT_OUT)
def test_a_voucher_is_no_open_door(
    db: None, guest: Guest, given: dict[str, str], level: str, claims: dict[str, Any], why: Why
) -> None:
    add(**given)
    person = Person.objects.get()
    before = facts(person)
    guest.account(level, **OLEG | claims)
    guest.sign_in()
    assert guest.why() == why
    assert facts(person) == before


def test_a_voucher_introduces_one_person(db: None, guest: Guest) -> None:
    add()
    guest.account(**OLEG)
    guest.sign_in()
    person = Person.objects.get()
    person.links.update(released_at=datetime(2026, 11, 25, tzinfo=UTC))
    guest.account(subject="stranger", **OLEG | {"birthdate": "1990-01-01"})
    guest.sign_in(other="1")
    assert guest.why() == Why.CONTACT_MISMATCH
    assert facts(person) == ("Кузнецов Олег Ильич", date(1979, 2, 1))


@pytest.mark.parametrize(
    ("now", "title", "anchor"),
    [
        (datetime(2026, 11, 25, tzinfo=UTC), "2026/27", date(2026, 8, 31)),
        (datetime(2027, 6, 30, 11, tzinfo=UTC), "2026/27", date(2026, 8, 31)),
        (datetime(2027, 6, 30, 12, tzinfo=UTC), "2027/28", date(2027, 8, 30)),  # July in Kamchatka
        (datetime(2099, 9, 1, tzinfo=UTC), "2099/00", date(2099, 8, 31)),
    ],
)
def test_the_school_begins_with_its_year(
    db: None, at: Any, now: datetime, title: str, anchor: date
) -> None:
    at(now)
    add()
    year = AcademicYear.objects.get()
    assert (year.title, year.parity_anchor, year.state) == (title, anchor, "active")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"tz": "Moscow"}, "'Moscow' is not a time zone like Europe/Moscow."),
        ({"name": " "}, "A school needs a name."),
        ({"admin_contact": "112"}, "'112' is neither a phone"),
        ({"admin_contact": "a@b"}, "'a@b' is neither a phone"),
        ({"admin_name": "Кузнецов Олег"}, "together, or neither"),
        ({**NAMED, "admin_birth_date": "1.2.1979"}, "'1.2.1979' is not a date like 1979-02-01."),
        ({**NAMED, "admin_name": "Кузнецов"}, "needs a surname and a name"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(
    db: None, options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence.replace("(", r"\(")):
        add(**options)
    assert not School.objects.exists()


def test_a_second_school_of_that_name_is_refused(db: None) -> None:
    add()
    with pytest.raises(CommandError, match="already"):
        add()
    assert School.objects.count() == 1
