"""Wednesday 25 November 2026, 09:00 in Moscow; klara keeps 7Б, the administrator everybody."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from parta.kit import clock
from parta.school.classes.models import SchoolClass
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from parta.school.signin.models import AccountLink, SignInAttempt, SignInContact

MORNING = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
FAR_AHEAD = 4_000_000_000  # seconds since 1970
PHONE, EMAIL = "+71991000001", "anya@pochta.example"
SignIn = Callable[[Person, Hat], Client]


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def move(to: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: to)

    move(MORNING)
    return move


@pytest.fixture
def sign_in() -> SignIn:
    def signed_in(person: Person, hat: Hat) -> Client:
        client = Client()
        client.force_login(person)
        session = client.session
        session.update({"hat": hat.value, "ends_at": FAR_AHEAD, "checked_at": FAR_AHEAD})
        session.save()
        return client

    return signed_in


def card(person: Person, school_class: SchoolClass | None = None) -> str:
    """The address of a person's card."""
    if school_class is None:
        return f"/people/{person.uid}/"
    return f"/register/{school_class.pk}/{person.uid}/"


def write_down(person: Person, value: str = PHONE) -> SignInContact:
    return SignInContact.objects.create(
        school=person.school,
        person=person,
        kind="email" if "@" in value else "phone",
        value=value,
        bound_at=clock.now(),
    )


def link(person: Person) -> AccountLink:
    return AccountLink.objects.create(
        school=person.school,
        person=person,
        issuer="http://civic.example",
        subject=f"subject of {person.pk}",
        level="confirmed",
        linked_at=clock.now(),
    )


def tried(contact: SignInContact, **fields: Any) -> SignInAttempt:
    known = {"why": "contact-mismatch", "claimed_birth_date": None, "at": clock.now()}
    return SignInAttempt.objects.create(
        school=contact.school, person=contact.person, contact=contact, **known | fields
    )


def why(page: Any) -> str:
    """The reason that a page names."""
    return str(page.content.decode()).partition('data-why="')[2].partition('"')[0]
