"""What the ESIA says of a person, under the names of OpenID Connect."""

from collections.abc import Iterator, Mapping
from typing import Any

from parta.oidc.dialects.esia.tokens import SUBJECT
from parta.oidc.dialects.reading import LEVELS, iso_date
from parta.oidc.jose import Claims

NAMES = {"family_name": "lastName", "given_name": "firstName", "middle_name": "middleName"}
GENDERS = {"F": "female", "M": "male"}
CONTACTS = {"MBT": "phone_number", "EML": "email"}
VERIFIED = "VERIFIED"


def acr(identity: Claims) -> str:
    """Its word for a confirmed account is there or absent, nothing else counts.

    It does not tell the simplified account from the standard one, nor a child's
    from either: what is not known to be more is the least.
    """
    subject = identity.get(SUBJECT)
    about = subject if isinstance(subject, Mapping) else {}
    confirmed = about.get(f"{SUBJECT}:is_tru") is True
    return LEVELS["confirmed" if confirmed else "simplified"]


def claims(person: Mapping[str, Any]) -> dict[str, Any]:
    """Of what /rs/prns tells, with contacts embedded."""
    told = {ours: person[theirs] for ours, theirs in NAMES.items() if person.get(theirs)}
    gender = GENDERS.get(str(person.get("gender")))
    dated = {"birthdate": iso_date(person["birthDate"])} if person.get("birthDate") else {}
    return told | dated | ({"gender": gender} if gender else {}) | _contacts(person)


def _contacts(person: Mapping[str, Any]) -> dict[str, Any]:
    """A verified one before another of its kind."""
    found: dict[str, Any] = {}
    for element in _elements(person.get("contacts")):
        claim, value = CONTACTS.get(str(element.get("type"))), element.get("value")
        verified = element.get("vrfStu") == VERIFIED
        if claim and isinstance(value, str) and not found.get(f"{claim}_verified"):
            found |= {claim: value, f"{claim}_verified": verified}
    return found


def _elements(collection: object) -> Iterator[Mapping[str, Any]]:
    elements = collection.get("elements") if isinstance(collection, Mapping) else None
    for element in elements if isinstance(elements, list) else []:
        if isinstance(element, Mapping):
            yield element
