"""What the card of a visitor shows: the very values that its print is made of."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parta.civic.assurance.confirmed import known
from parta.civic.assurance.models import ConfirmedBefore, Document, Reason
from parta.civic.assurance.since import Known, Part, changed
from parta.civic.citizens.models import Citizen
from parta.civic.desk.access import print_of
from parta.idp.accounts.about import GENDERS
from parta.kit import clock, snils
from parta.kit.birthdates import age
from parta.kit.ui.dates import numeric

LABELS = {
    Part.NAME: _("Surname, name, patronymic"),
    Part.BIRTHDATE: _("Date of birth"),
    Part.GENDER: _("Sex"),
    Part.DOCUMENT: _("Document"),
    Part.SNILS: _("SNILS"),
}


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
        "before": _before(citizen),
    }


def _before(citizen: Citizen) -> dict[str, Any] | None:
    """What was confirmed and is another now, line by line; of numbers the ends alone."""
    past = ConfirmedBefore.objects.filter(citizen=citizen).first()
    if past is None:
        return None
    was, now = past.known, known(citizen)
    lines = [(part, LABELS[part], _said(was, part), _said(now, part)) for part in changed(was, now)]
    return {"until": past.day, "lines": lines}


def _said(data: Known, part: Part) -> str:
    if part is Part.DOCUMENT:
        return _paper(data) if data.document else gettext("none in the account")
    said = {
        Part.NAME: data.name,
        Part.BIRTHDATE: numeric(data.birthdate),
        Part.GENDER: str(dict(GENDERS)[data.gender]),
        Part.SNILS: f"…{data.snils_end}" if data.snils_end else gettext("none in the account"),
    }
    return said[part]


def _paper(data: Known) -> str:
    assert data.document
    kind, end, issued_on = data.document
    issued = gettext("issued on %(date)s") % {"date": numeric(issued_on)}
    return f"{Document.Of(kind).label} …{end}, {issued}"


def reasons() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Reason.choices]


def posted_reason(posted: QueryDict) -> str:
    """The reason that was chosen; "" for none of the list."""
    said = posted.get("reason", "")
    return said if said in Reason.values else ""
