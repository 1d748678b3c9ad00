"""Somebody with a browser, who comes to the school with an account of the test's provider."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from parta.audit.models import AuditEvent
from parta.kit import clock
from parta.school.people.models import Person
from parta.school.signin.models import AccountLink, SignInContact
from tests.oidc.provider import TestProvider

PHONE, EMAIL = "+71991000001", "anya@pochta.example"
ANYA: dict[str, Any] = {
    "phone_number": PHONE,
    "phone_number_verified": True,
    "birthdate": "2013-03-14",
    "family_name": "Ковалёва",
    "given_name": "Анна",
}


@dataclass
class Guest:
    provider: TestProvider
    client: Client = field(default_factory=Client)

    def account(self, level: str = "confirmed", subject: str = "person-1", **claims: Any) -> None:
        """Be that person at the identity site from now on."""
        self.provider.claims = {"acr": f"urn:parta:level:{level}", "sub": subject}
        self.provider.about = {"sub": subject, **claims}

    def leave(self, **form: str) -> str:
        """Press «Войти»: the provider's address that the school sends to."""
        return str(self.client.post("/signin/", form)["Location"])

    def come_back(self, url: str, **changes: str | None) -> str:
        """Go through the provider and back: the address where the school sends on."""
        answer = self.client.get("/signin/callback", self.provider.approve(url, **changes))
        assert answer.status_code == 302
        return str(answer["Location"])

    def sign_in(self, **form: str) -> str:
        return self.come_back(self.leave(**form))

    def why(self) -> str:
        """The reason that the page names to whom nobody was let in."""
        page = self.client.get("/signin/stopped/")
        assert page.status_code in {403, 503}
        return reason(page)

    @property
    def person(self) -> int | None:
        """Who is signed in."""
        value = self.client.session.get("_auth_user_id")
        return int(value) if value else None

    @property
    def hat(self) -> str | None:
        return self.client.session.get("hat")


def reason(page: Any) -> str:
    text = str(page.content.decode())
    return text.partition('data-why="')[2].partition('"')[0]


def write_down(person: Person, value: str = PHONE, **fields: Any) -> SignInContact:
    """The class teacher writes the contact into the register."""
    kind = "email" if "@" in value else "phone"
    known = {"school": person.school, "kind": kind, "value": value, "bound_at": clock.now()}
    return SignInContact.objects.create(person=person, **known | fields)


def link(person: Person, issuer: str, subject: str = "person-1") -> AccountLink:
    return AccountLink.objects.create(
        school=person.school,
        person=person,
        issuer=issuer,
        subject=subject,
        level="confirmed",
        linked_at=datetime(2026, 9, 1, tzinfo=UTC),
    )


def audited(action: str) -> list[dict[str, Any]]:
    events = AuditEvent.objects.filter(action=action)
    return [{"actor": e.actor, "object": e.object, **e.detail} for e in events]
