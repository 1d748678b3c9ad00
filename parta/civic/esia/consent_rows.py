"""What a system would learn, said to the person before they agree: their own data."""

from collections.abc import Collection

from django.utils.translation import gettext

from parta.civic.assurance.models import Document
from parta.civic.citizens.models import Citizen, Gender
from parta.civic.esia import kids, scopes
from parta.civic.esia.persons import DOCUMENTS
from parta.idp.accounts.account import Holder
from parta.idp.consent import rows as shared
from parta.kit import snils
from parta.kit.ui.dates import numeric

Rows = list[tuple[str, str]]


def rows(holder: Holder, granted: Collection[str]) -> Rows:
    assert isinstance(holder, Citizen)
    lasting = [scope for scope in granted if scope == scopes.OFFLINE]
    return [
        *shared.rows(holder, lasting, scopes.claims(granted)),
        *_snils(holder, granted),
        *_document(holder, granted),
        *_children(holder, granted),
    ]


def _snils(citizen: Citizen, granted: Collection[str]) -> Rows:
    if "snils" not in granted or not citizen.snils:
        return []
    return [(gettext("SNILS"), snils.shown(citizen.snils))]


def _document(citizen: Citizen, granted: Collection[str]) -> Rows:
    found = Document.objects.filter(citizen=citizen).first()
    if found is None or DOCUMENTS[found.paper.kind][1] not in granted:
        return []
    paper = found.paper
    told = [paper.spelt, numeric(paper.issued_on), paper.department_spelt]
    return [(found.get_kind_display(), ", ".join(part for part in told if part))]


def _children(citizen: Citizen, granted: Collection[str]) -> Rows:
    found = kids.of(citizen) if "kids" in granted else []
    return [(gettext("Child"), _child(one)) for one in found]


def _child(child: Citizen) -> str:
    sexes = {Gender.FEMALE: gettext("female"), Gender.MALE: gettext("male")}
    told = [child.full_name, numeric(child.birthdate), sexes[Gender(child.gender)]]
    return ", ".join([*told, snils.shown(child.snils)] if child.snils else told)
