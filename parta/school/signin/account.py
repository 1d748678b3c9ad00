"""Reading an identity: contacts in the register's form, the date, the level."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from parta.kit import phones
from parta.oidc.redeem import Identity
from parta.school.people.levels import Level
from parta.school.signin.decide import Account
from parta.school.signin.models import SignInContact

LEVELS = {
    "urn:parta:level:simplified": Level.SIMPLIFIED,
    "urn:parta:level:standard": Level.STANDARD,
    "urn:parta:level:confirmed": Level.CONFIRMED,
}
Kind = SignInContact.Kind


class Contact(NamedTuple):
    kind: str
    value: str  # as SignInContact holds it

    @property
    def shown(self) -> str:
        return phones.shown(self.value) if self.kind == Kind.PHONE else self.value


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody from the identity site, before the school knows who that is here."""

    issuer: str
    subject: str
    account: Account
    verified: tuple[Contact, ...] = ()
    unverified: tuple[Contact, ...] = ()
    names: tuple[str, str, str] = ("", "", "")  # surname, name, patronymic


def visitor(identity: Identity) -> Visitor:
    claims = identity.claims
    verified, unverified = _contacts(claims)
    return Visitor(
        issuer=identity.issuer,
        subject=identity.subject,
        account=Account(LEVELS.get(identity.acr, Level.UNKNOWN), identity.birth_date),
        verified=verified,
        unverified=unverified,
        names=(
            _name(claims.get("family_name")),
            _name(claims.get("given_name")),
            _name(claims.get("middle_name")),
        ),
    )


def normal(kind: str, typed: str) -> Contact | None:
    """The contact as the register holds it, or None when it can't be one."""
    value = phones.normalise(typed) if kind == Kind.PHONE else _email(typed)
    return Contact(kind, value) if value else None


def _contacts(claims: Mapping[str, Any]) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """Verified and other contacts.  Only the literal `true` verifies."""
    verified: list[Contact] = []
    others: list[Contact] = []
    for kind, claim in ((Kind.PHONE, "phone_number"), (Kind.EMAIL, "email")):
        value = claims.get(claim)
        contact = normal(kind, value) if isinstance(value, str) else None
        if contact is not None:
            (verified if claims.get(f"{claim}_verified") is True else others).append(contact)
    return tuple(verified), tuple(others)


def _name(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return " ".join(text.split())[:200] if text.isprintable() else ""


def _email(typed: str) -> str:
    address = typed.strip().lower()
    name, at, host = address.rpartition("@")
    fits = at and name and "." in host and len(address) <= 254 and address.isprintable()
    return address if fits and " " not in address else ""
