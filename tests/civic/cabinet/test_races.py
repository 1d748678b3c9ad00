"""One contact, one account, however many bind it at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import RequestFactory

from parta.audit.models import AuditEvent
from parta.civic.cabinet.change_contact import remove_contact, set_contact
from parta.civic.citizens.models import Citizen
from parta.idp.accounts.identifiers import Identifier, Kind
from tests.civic.test_citizens import citizen
from tests.connections import of_many, together

PHONE = Identifier(Kind.PHONE, "+71992222214")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with of_many(tmp_path):
        yield


def bound(person: Citizen) -> bool:
    request = RequestFactory().post("/account/contact/code")
    request.user = person
    return set_contact(request, PHONE)


def test_of_six_who_bind_a_contact_at_once_one_gets_it() -> None:
    people = [citizen(email=f"p{n}@pochta.example", email_verified=True) for n in range(6)]
    assert sorted(together(6, lambda n: bound(people[n]))) == [False] * 5 + [True]
    assert Citizen.objects.filter(phone=PHONE.value, phone_verified=True).count() == 1
    assert AuditEvent.objects.filter(action="contact.added").count() == 1


def test_six_presses_of_one_person_bind_it_once() -> None:
    person = citizen(email="p@pochta.example", email_verified=True)
    assert together(6, lambda _: bound(person)) == [True] * 6
    assert AuditEvent.objects.filter(action="contact.added").count() == 1


def test_of_both_contacts_removed_at_once_one_stays() -> None:
    known = {"phone": PHONE.value, "email": "p@pochta.example"}
    person = citizen(**known, phone_verified=True, email_verified=True)

    def removed(number: int) -> bool:
        request = RequestFactory().post("/account")
        request.user = person
        return remove_contact(request, (Kind.PHONE, Kind.EMAIL)[number % 2])

    together(6, removed)
    assert len(Citizen.objects.get().proved_kinds) == 1
