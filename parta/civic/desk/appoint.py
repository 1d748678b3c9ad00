"""Making somebody a clerk, and ending it: the operator's own deed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.db import transaction

from parta import audit
from parta.civic.assurance import confirmed
from parta.civic.assurance.levels import Evidence
from parta.civic.assurance.models import Document
from parta.civic.citizens.models import Citizen, Level
from parta.civic.desk.models import Clerk, Proposal
from parta.idp.accounts.identifiers import read

OPERATOR = "operator"


class Why(StrEnum):
    """Why nobody was made a clerk."""

    NOBODY = "nobody"
    NOT_CONFIRMED = "not-confirmed"
    NO_DOCUMENTS = "no-documents"


def appoint(contact: str, place: str, *, papers_seen: bool = False) -> Clerk | Why:
    """The person with that proved contact becomes a clerk, or works at another place from now on.

    With `papers_seen` the operator has done what a desk does: the first clerk of
    an installation has no desk to go to.
    """
    with transaction.atomic():
        found = _locked(contact)
        if found is None:
            return Why.NOBODY
        if papers_seen and found.level != Level.CONFIRMED and not _confirm(found):
            return Why.NO_DOCUMENTS
        if found.level != Level.CONFIRMED:
            return Why.NOT_CONFIRMED
        clerk, _ = Clerk.objects.update_or_create(citizen=found, defaults={"place": place})
        _note("clerk.added", found, {"place": place})
        return clerk


def dismiss(contact: str) -> bool:
    """False when no clerk has that contact."""
    with transaction.atomic():
        found = _locked(contact)
        if found is None or not Clerk.objects.filter(citizen=found).delete()[0]:
            return False
        Proposal.objects.filter(clerk=found).delete()
        _note("clerk.removed", found, {})
        return True


def _locked(contact: str) -> Citizen | None:
    found = Citizen.find(read(contact))
    return Citizen.objects.select_for_update().get(pk=found.pk) if found else None


def _confirm(citizen: Citizen) -> bool:
    document = Document.objects.filter(citizen=citizen).exists()
    if not (document and citizen.snils):
        return False
    evidence = Evidence(document=True, snils=True, seen=True)
    _note("identity.confirmed", citizen, confirmed.confirm(citizen, evidence))
    return True


def _note(action: str, citizen: Citizen, detail: Mapping[str, Any]) -> None:
    audit.record(action, actor=OPERATOR, object=f"account:{citizen.pk}", detail=dict(detail))
