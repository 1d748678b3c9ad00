"""A parent at the pages of a family."""

from datetime import date
from typing import Any
from uuid import UUID

from django.test import Client

from parta.civic.citizens.models import Citizen
from parta.civic.family.models import Guardianship
from parta.kit import clock
from tests.civic.newcomer import PASSWORD, code_sent
from tests.civic.test_citizens import citizen
from tests.idp.conftest import account

CONTACT = "+71992222214"
CHILD = {
    "family_name": "Мельник",
    "given_name": "Артём",
    "middle_name": "Ильич",
    "birthdate": "02.06.2016",
    "gender": "male",
    "number": "I-АК 123456",
    "issued_on": "10.06.2016",
    "contact": "8 (199) 222-22-14",
    "consent": "on",
}
BORN = date(2016, 6, 2)


def parent(phone: str = "+71991000001", **changes: Any) -> Citizen:
    known: dict[str, Any] = {
        "family_name": "Мельник",
        "given_name": "Мария",
        "birthdate": date(1985, 5, 5),
        "level": "confirmed",
    }
    made = account(phone, **known | changes)
    assert isinstance(made, Citizen)
    return made


def own_child(**changes: Any) -> Citizen:
    """With an account of its own making."""
    known: dict[str, Any] = {
        "family_name": "Мельник",
        "given_name": "Артем",
        "birthdate": BORN,
        "gender": "male",
        "phone": CONTACT,
        "phone_verified": True,
    }
    return citizen(**known | changes)


def guarded(by: Citizen, child: Citizen | None = None, *, registered: bool = True) -> Guardianship:
    return Guardianship.objects.create(
        parent=by,
        child=child or own_child(),
        registered=registered,
        series="I-АК",
        number="123456",
        issued_on=date(2016, 6, 10),
        consent_version="x",
        consent_at=clock.now(),
    )


def of(person: Citizen) -> Client:
    """A browser in which the person has just signed in."""
    client = Client()
    client.post(
        "/signin",
        {"identifier": person.phone or person.email, "password": "four words of a song"},
    )
    return client


def fill(client: Client, **changes: str) -> Any:
    return client.post("/family/add", CHILD | changes)


def type_code(client: Client, code: str = "") -> Any:
    return client.post("/family/add/code", {"code": code or code_sent()})


def choose(client: Client, password: str = PASSWORD) -> Any:
    return client.post("/family/add/password", {"password": password})


def whole(client: Client, **changes: str) -> UUID:
    """The key of the child that was registered."""
    fill(client, **changes)
    type_code(client)
    choose(client)
    return Guardianship.objects.latest("pk").child_id
