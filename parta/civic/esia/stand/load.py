"""Loading the people of the stand into a home of their own: their passwords are public."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from parta.civic.assurance.models import Document
from parta.civic.assurance.papers import Kind
from parta.civic.citizens.models import Citizen
from parta.civic.esia.oids import oid
from parta.civic.esia.stand.people import PASSWORD, PEOPLE, StandPerson
from parta.civic.family.models import Guardianship
from parta.kit import clock

NAMESPACE = uuid.UUID("2b7a6d3c-0a51-4a63-8f7e-3b1f0c6d9e42")
"""Accounts of the stand have keys made from their names, so they are told from real ones."""


class RealPeople(Exception):
    """The database holds accounts that are not the stand's."""


def load(today: date) -> list[tuple[StandPerson, int]]:
    """Everybody as they are drawn up, with their oids.  Raises RealPeople."""
    keys = [key_of(person.key) for person in PEOPLE]
    if Citizen.objects.exclude(pk__in=keys).exists():
        raise RealPeople
    password = make_password(PASSWORD)
    with transaction.atomic():
        citizens = {person.key: _person(person, password, today) for person in PEOPLE}
        for person in PEOPLE:
            for child in person.children:
                _adopt(citizens[person.key], citizens[child])
    return [(person, oid(citizens[person.key])) for person in PEOPLE]


def key_of(key: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, key)


def _person(person: StandPerson, password: str, today: date) -> Citizen:
    columns: dict[str, Any] = {
        "family_name": person.family_name,
        "given_name": person.given_name,
        "middle_name": person.middle_name,
        "birthdate": person.birthdate(today),
        "gender": person.gender,
        "phone": person.phone,
        "phone_verified": bool(person.phone),
        "email": person.email,
        "email_verified": bool(person.email),
        "snils": person.snils,
        "level": person.level,
        "password": password,
        "is_active": True,
    }
    citizen, _ = Citizen.objects.update_or_create(pk=key_of(person.key), defaults=columns)
    if person.passport or person.certificate:
        Document.objects.update_or_create(citizen=citizen, defaults=_paper(person, citizen))
    return citizen


def _paper(person: StandPerson, citizen: Citizen) -> dict[str, Any]:
    """A passport of the last age at which one is exchanged, or the certificate of birth."""
    born = citizen.birthdate
    if person.passport:
        given = born.replace(year=born.year + (20 if person.age >= 20 else 14))
        return {
            "kind": Kind.PASSPORT.value,
            "series": person.passport[:4],
            "number": person.passport[4:],
            "issued_on": given + timedelta(days=14),
            "department": "770045",
        }
    series, _, number = person.certificate.rpartition("-")
    return {
        "kind": Kind.BIRTH_CERTIFICATE.value,
        "series": series,
        "number": number,
        "issued_on": born + timedelta(days=10),
        "department": "",
    }


def _adopt(parent: Citizen, child: Citizen) -> None:
    paper = Document.objects.get(citizen=child)
    Guardianship.objects.update_or_create(
        parent=parent,
        child=child,
        ended_at=None,
        defaults={
            "registered": True,
            "series": paper.series,
            "number": paper.number,
            "issued_on": paper.issued_on,
            "consent_version": "stand",
            "consent_at": clock.now(),
        },
    )
