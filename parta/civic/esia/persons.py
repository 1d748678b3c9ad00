"""What `/rs/prns` tells of a person: no more than the granted scopes open.

Dictionaries in the ESIA's shapes.  What this site does not keep is left out;
dates are written day first; `trusted` is the confirmed level.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from parta.civic.assurance.models import Document
from parta.civic.assurance.papers import Kind
from parta.civic.citizens.models import Citizen, Gender, Level
from parta.civic.esia.oids import oid
from parta.kit import snils

Thing = dict[str, Any]
EMAIL, MOBILE, DOCUMENT = 1, 2, 3
"""Last digit of the number of a thing that a person has one of."""
DOCUMENTS = {
    Kind.PASSPORT: ("RF_PASSPORT", "id_doc"),
    Kind.BIRTH_CERTIFICATE: ("RF_BRTH_CERT", "birth_cert_doc"),
}
"""The ESIA's type of a paper, and the scope that opens it."""


def person(citizen: Citizen, scopes: Collection[str]) -> Thing:
    """Of the person: the account's state always, the rest by scope."""
    told: Thing = {"stateFacts": ["EntityRoot"], **_names(citizen, scopes)}
    if "birthdate" in scopes:
        told["birthDate"] = _day(citizen.birthdate)
    if "gender" in scopes:
        told["gender"] = _gender(citizen)
    if "snils" in scopes and citizen.snils:
        told["snils"] = snils.shown(citizen.snils)
    if found := documents(citizen, scopes):
        told["rIdDoc"] = found[0]["id"]
    return tagged(told | _state(citizen))


def child(citizen: Citizen) -> Thing:
    """A child, to its parent's system: what the scope `kids` opens."""
    told: Thing = {
        "stateFacts": ["Identifiable"],
        "id": oid(citizen),
        **_names(citizen, ("fullname",)),
        "birthDate": _day(citizen.birthdate),
        "gender": _gender(citizen),
    }
    if citizen.snils:
        told["snils"] = snils.shown(citizen.snils)
    return tagged(told | _state(citizen))


def contacts(citizen: Citizen, scopes: Collection[str]) -> list[Thing]:
    number = oid(citizen)
    known = [
        (EMAIL, "EML", "email", citizen.email, citizen.email_verified),
        (MOBILE, "MBT", "mobile", _phone(citizen.phone), citizen.phone_verified),
    ]
    return [
        tagged(
            {
                "stateFacts": ["Identifiable"],
                "id": number * 10 + digit,
                "type": kind,
                "vrfStu": _proof(verified),
                "value": value,
            }
        )
        for digit, kind, scope, value, verified in known
        if value and not {scope, "contacts"}.isdisjoint(scopes)
    ]


def documents(citizen: Citizen, scopes: Collection[str]) -> list[Thing]:
    found = Document.objects.filter(citizen=citizen).first()
    if found is None or DOCUMENTS[found.paper.kind][1] not in scopes:
        return []
    told = {
        "stateFacts": ["Identifiable"],
        "id": oid(citizen) * 10 + DOCUMENT,
        "type": DOCUMENTS[found.paper.kind][0],
        "vrfStu": _proof(citizen.level == Level.CONFIRMED),
        "series": found.series,
        "number": found.number,
        "issueDate": _day(found.issued_on),
    }
    return [tagged(told | ({"issueId": found.department} if found.department else {}))]


def tagged(told: Mapping[str, Any]) -> Thing:
    """With the eTag, which changes when anything of it does."""
    said = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return {**told, "eTag": hashlib.sha256(said.encode()).hexdigest()[:40].upper()}


def _names(citizen: Citizen, scopes: Collection[str]) -> Thing:
    if "fullname" not in scopes:
        return {}
    middle = {"middleName": citizen.middle_name} if citizen.middle_name else {}
    return {"firstName": citizen.given_name, "lastName": citizen.family_name, **middle}


def _state(citizen: Citizen) -> Thing:
    return {"trusted": citizen.level == Level.CONFIRMED, "status": "REGISTERED"}


def _gender(citizen: Citizen) -> str:
    return "F" if citizen.gender == Gender.FEMALE else "M"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _phone(e164: str) -> str:
    """ "+7(199)1000001"; of other countries as it is."""
    home = e164.startswith("+7") and len(e164) == 12
    return f"+7({e164[2:5]}){e164[5:]}" if home else e164


def _proof(verified: bool) -> str:
    return "VERIFIED" if verified else "NOT_VERIFIED"
