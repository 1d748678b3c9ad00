"""The demo's people as customers: those of 14 and more, who have a passport."""

import uuid
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from parta.bank.customers.models import Customer
from parta.kit.birthdates import age
from parta.kit.demo.people import DemoPerson, people

NAMESPACE = uuid.UUID("0f6b6a0a-2a53-4f6e-8a60-3f6f7c1e2b11")
FROM_AGE = 14  # years: a card of one's own


def customers(today: date) -> list[DemoPerson]:
    return [one for one in people(today) if one.passport and age(one.birthdate, today) >= FROM_AGE]


def load(today: date) -> int:
    """Add who is missing and correct who has changed; how many there are."""
    cast = {uuid.uuid5(NAMESPACE, person.key): person for person in customers(today)}
    there = set(Customer.objects.filter(pk__in=cast).values_list("pk", flat=True))
    new = [
        Customer(id=key, password=make_password(person.password), **columns(person))
        for key, person in cast.items()
        if key not in there
    ]
    with transaction.atomic():
        Customer.objects.bulk_create(new)
        for key in there:
            Customer.objects.filter(pk=key).update(**columns(cast[key]))
    return len(cast)


def columns(person: DemoPerson) -> dict[str, Any]:
    return {
        "family_name": person.family_name,
        "given_name": person.given_name,
        "middle_name": person.middle_name,
        "birthdate": person.birthdate,
        "gender": person.gender,
        "phone": person.phone,
        "document_number": person.passport,
    }
