"""Loading the people of the demo, who sign in with passwords that everybody may know."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from parta.civic.assurance.levels import LADDER
from parta.civic.citizens.models import Citizen
from parta.civic.desk.models import Clerk
from parta.civic.family.consent import VERSION
from parta.civic.family.models import Guardianship
from parta.idp.factors import totp
from parta.kit import clock
from parta.kit.demo.people import DESK, DemoPerson, people

NAMESPACE = uuid.UUID("5b0c4cde-6a1c-4a0e-9a0b-8f4f4f7f1e57")
"""Demo accounts have keys made from their names, so they are told from real ones."""


class RealPeople(Exception):
    """The database holds accounts and none of them is the demo's."""


def load(today: date) -> tuple[int, int]:
    """Add who is missing and correct who has changed or was put to rest: (added, corrected).

    Passwords are set only for new accounts.  Raises RealPeople.
    """
    cast = {key_of(person): person for person in people(today)}
    there = Citizen.objects.in_bulk(list(cast))
    if not there and Citizen.objects.exists():
        raise RealPeople
    added = [
        Citizen(id=key, password=make_password(person.password), **columns(person))
        for key, person in cast.items()
        if key not in there
    ]
    corrected = [citizen for key, citizen in there.items() if _correct(citizen, cast[key])]
    with transaction.atomic():
        Citizen.objects.bulk_create(added)
        for citizen in corrected:
            citizen.save()
        _open_desks(cast)
        _begin_families(cast)
        _give_apps(cast)
    return len(added), len(corrected)


def key_of(person: DemoPerson) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, person.key)


def columns(person: DemoPerson) -> dict[str, Any]:
    """The account's columns; every contact of the demo counts as proved."""
    return {
        "family_name": person.family_name,
        "given_name": person.given_name,
        "middle_name": person.middle_name,
        "birthdate": person.birthdate,
        "gender": person.gender,
        "phone": person.phone or "",
        "phone_verified": bool(person.phone),
        "email": person.email or "",
        "email_verified": bool(person.email),
        "snils": person.snils,
        "level": person.level,
        "is_active": True,
        "closes_at": None,
    }


def _open_desks(cast: Mapping[uuid.UUID, DemoPerson]) -> None:
    for key, person in cast.items():
        if person.role == "clerk":
            Clerk.objects.get_or_create(citizen_id=key, defaults={"place": DESK})


def _give_apps(cast: Mapping[uuid.UUID, DemoPerson]) -> None:
    for key, person in cast.items():
        if person.totp:
            totp.give(key, person.totp)


def _begin_families(cast: Mapping[uuid.UUID, DemoPerson]) -> None:
    """A parent looks after a child without a phone of its own; begun once, so it can be ended."""
    named = {person.key: (key, person) for key, person in cast.items()}
    for parent, person in cast.items():
        for child, kid in (named[name] for name in person.children if not named[name][1].phone):
            pair = {"parent_id": parent, "child_id": child}
            if not Guardianship.objects.filter(**pair).exists():
                Guardianship.objects.create(**pair, **_certificate(kid))


def _certificate(child: DemoPerson) -> dict[str, Any]:
    return {
        "registered": True,
        "series": "I-АК",
        "number": f"{child.birthdate:%d%m%y}",
        "issued_on": child.birthdate,
        "consent_version": VERSION,
        "consent_at": clock.now(),
    }


def _correct(citizen: Citizen, person: DemoPerson) -> bool:
    """A level that somebody has reached in the demo stays, with what it rests on."""
    wanted = columns(person)
    if LADDER.index(citizen.level) > LADDER.index(person.level):
        wanted = {k: v for k, v in wanted.items() if k not in {"level", "snils"}}
    changed = {name: value for name, value in wanted.items() if getattr(citizen, name) != value}
    for name, value in changed.items():
        setattr(citizen, name, value)
    return bool(changed)
