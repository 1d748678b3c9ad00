"""What the card of a visitor shows: the very values that its print is made of."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from parta.civic.assurance.models import Document, Reason
from parta.civic.citizens.models import Citizen
from parta.civic.desk.access import print_of
from parta.kit import clock, snils
from parta.kit.birthdates import age


def person(
    citizen: Citizen, document: Document, now: datetime, contact: str = ""
) -> dict[str, Any]:
    return {
        "citizen": citizen,
        "document": document,
        "paper": document.paper,
        "age": age(citizen.birthdate, clock.day_of(now)),
        "minutes": 0,
        "snils": snils.shown(citizen.snils) if citizen.snils else gettext("none in the account"),
        "contact": contact,
        "seen": print_of(citizen, document, contact),
    }


def reasons() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Reason.choices]


def posted_reason(posted: QueryDict) -> str:
    """The reason that was chosen; "" for none of the list."""
    said = posted.get("reason", "")
    return said if said in Reason.values else ""
