"""People at the pages of a level and at a desk."""

import re
import secrets
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from parta.civic.assurance.models import DeskCode, Document
from parta.civic.citizens.models import Citizen
from parta.civic.desk.models import Clerk
from parta.idp.accounts import session
from parta.kit import clock
from tests.civic.test_citizens import citizen

SNILS = "112-233-445 95"
PASSPORT = {
    "kind": "passport",
    "number": "36 26 104218",
    "issued_on": "",  # today
    "department": "770-045",
    "snils": SNILS,
}
CERTIFICATE = {
    "kind": "birth-certificate",
    "number": "I-АК 123456",
    "issued_on": "",
    "snils": SNILS,
}
PASSWORD = make_password("four words of a song")
AMR = ["pwd", "otp", "mfa"]
ALL = ["face", "name", "birthdate", "document", "snils"]


def born(years_ago: int) -> date:
    return date(clock.now().year - years_ago, 1, 1)


def lera(**changes: Any) -> Citizen:
    """A pupil of 15."""
    known: dict[str, Any] = {
        "family_name": "Журавлёва",
        "given_name": "Валерия",
        "birthdate": born(15),
        "phone": "+71991000005",
        "phone_verified": True,
        "password": PASSWORD,
    }
    return citizen(**known | changes)


def documented(
    number: str = "104218", snils: str | None = "11223344595", **changes: Any
) -> Citizen:
    """A pupil of 15 whose documents are known."""
    person = lera(level="standard", snils=snils, **changes)
    Document.objects.create(
        citizen=person,
        kind="passport",
        series="3626",
        number=number,
        issued_on=clock.now().date(),
        department="770045",
    )
    return person


def clerk(phone: str = "+71991000010", place: str = "МФЦ на Садовой, окно 4") -> Clerk:
    person = citizen(
        family_name="Фомина",
        given_name="Нина",
        birthdate=born(45),
        phone=phone,
        phone_verified=True,
        level="confirmed",
        password=PASSWORD,
    )
    return Clerk.objects.create(citizen=person, place=place)


def of(person: Citizen | Clerk) -> Client:
    """A browser in which the person has signed in."""
    client = Client()
    client.force_login(person.citizen if isinstance(person, Clerk) else person)
    kept = client.session  # as the sign-in leaves it: a clerk's with two proofs
    kept[session.KEY] = {"at": clock.now().timestamp(), "amr": AMR, "sid": secrets.token_hex(8)}
    kept.save()
    return client


def give(client: Client, form: dict[str, str], **changes: str) -> Any:
    """On a page that has said what it costs, where it costs anything."""
    today = f"{clock.now():%d.%m.%Y}"
    filled = {**form, "issued_on": form["issued_on"] or today, "costs": "yes", **changes}
    return client.post("/level/documents", filled)


def show_code(person: Citizen) -> str:
    of(person).post("/level/desk")
    return DeskCode.objects.get(citizen=person).code


def find(client: Client, code: str) -> Any:
    return client.post("/desk/find", {"code": code}, follow=True)


def decide(client: Client, **changes: Any) -> Any:
    """Confirm what stands on the page now, all ticked, unless told otherwise."""
    said = {"decision": "confirm", "check": ALL, "seen": seen(client), **changes}
    return client.post("/desk/decide", said)


def seen(client: Client) -> str:
    found = re.search(r'name="seen" value="(\w+)"', client.get("/desk").content.decode())
    return found[1] if found else ""


def reasons(response: Any) -> list[str]:
    return re.findall(r'data-reason="([^"]*)"', response.content.decode())


def level_of(person: Citizen) -> str:
    person.refresh_from_db()
    return str(person.level)
