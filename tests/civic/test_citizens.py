"""Citizens: who is found by what, and what the database refuses."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from parta.civic.citizens.models import Citizen
from parta.idp.accounts.identifiers import read


def citizen(**changes: Any) -> Citizen:
    known: dict[str, Any] = {
        "family_name": "Ковалёва",
        "given_name": "Анна",
        "birthdate": date(2013, 3, 14),
        "gender": "female",
        "password": "!",
    }
    return Citizen.objects.create(**known | changes)


@pytest.mark.proves("asvs:6.6.1")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "typed", "found"),
    [
        ({"phone": "+71991111111", "phone_verified": True}, "8 199 111 11 11", True),
        ({"phone": "+71991111111"}, "8 199 111 11 11", False),
        ({"email": "a@b.example", "email_verified": True}, "A@B.example", True),
        ({"email": "a@b.example"}, "a@b.example", False),
        ({"snils": "11223344595"}, "112-233-445 95", True),
        ({"snils": "11223344595", "is_active": False}, "112-233-445 95", False),
        ({"snils": "85182222599"}, "85182222599", True),
        ({"phone": "+75182222599", "phone_verified": True}, "851-822-225 99", False),
        ({}, "", False),
        ({}, "nobody", False),
    ],
)
def test_a_person_is_found_by_what_they_have_proved(
    columns: dict[str, Any], typed: str, found: bool
) -> None:
    person = citizen(**columns)
    assert Citizen.find(read(typed)) == (person if found else None)


@pytest.mark.django_db
def test_of_a_phone_and_a_snils_with_the_same_digits_the_phone_is_meant() -> None:
    by_snils = citizen(snils="85182222599")
    by_phone = citizen(phone="+75182222599", phone_verified=True)
    assert Citizen.find(read("85182222599")) == by_phone
    assert Citizen.find(read("851-822-225 99")) == by_snils


@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [
        {"phone": "+71991111111", "phone_verified": True},
        {"email": "a@b.example", "email_verified": True},
        {"snils": "11223344595"},
    ],
)
def test_a_proved_contact_and_a_snils_serve_one_person(columns: dict[str, Any]) -> None:
    citizen(**columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        citizen(**columns)


@pytest.mark.django_db
def test_an_unproved_contact_takes_nothing_from_its_owner() -> None:
    citizen(phone="+71991111111", email="a@b.example")
    citizen(phone="+71991111111", email="a@b.example")
    citizen(phone="+71991111111", phone_verified=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [
        {"phone_verified": True},
        {"email_verified": True},
        {"email": "A@b.example"},
        {"family_name": ""},
        {"given_name": ""},
        {"level": "huge"},
        {"gender": "x"},
    ],
)
def test_senseless_rows_are_refused(columns: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        citizen(**columns)
