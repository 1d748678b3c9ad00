"""Loading the demo's phones: those of the cast who have been here before, in each variant."""

import uuid
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from parta.kit.demo.people import DemoPerson, people
from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile

NAMESPACE = uuid.UUID("0d7b1f5e-93d7-4b0f-8a50-6c2c3f0a9d14")
"""Demo accounts have keys made from their names, so they are told from real ones."""


class RealPeople(Exception):
    """The database holds accounts and none of them is the demo's."""


def load(today: date) -> tuple[int, int]:
    """Add who is missing and correct who has changed or was put to rest: (added, corrected).

    Passwords are set only for new accounts.  Raises RealPeople.
    """
    cast = {key_of(person): person for person in people(today) if person.learning != "nothing"}
    there = Learner.objects.in_bulk(list(cast))
    if not there and Learner.objects.exists():
        raise RealPeople
    added = [
        Learner(pk=key, phone=person.login, password=make_password(person.password))
        for key, person in cast.items()
        if key not in there
    ]
    with transaction.atomic():
        Learner.objects.bulk_create(added)
        woken = Learner.objects.filter(pk__in=cast, is_active=False).update(is_active=True)
        aged = sum(_profile(person) for person in cast.values() if person.learning == "profile")
    return len(added), woken + aged


def key_of(person: DemoPerson) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, person.key)


def _profile(person: DemoPerson) -> bool:
    """Make it as it should be; True where one was there and was not."""
    wanted: dict[str, Any] = {
        "owner_id": key_of(person),
        "family_name": person.family_name,
        "given_name": person.given_name,
        "middle_name": person.middle_name,
        "birthdate": person.birthdate,
        "gender": person.gender,
    }
    found = Profile.objects.filter(pk=key_of(person))
    if found.filter(**wanted).exists():
        return False
    if found.update(**wanted):
        return True
    Profile.objects.create(pk=key_of(person), **wanted)
    return False
