"""Taking down what stands on a person's papers.

Other papers than those that were confirmed end the confirmation.  The numbers
themselves go into no audit line and no log.
"""

from enum import StrEnum

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from parta import audit
from parta.civic.assurance.confirmed import lapse
from parta.civic.assurance.levels import CONFIRMED, Evidence, reached
from parta.civic.assurance.models import Document
from parta.civic.assurance.papers import Paper
from parta.civic.citizens.models import Citizen
from parta.idp.accounts.tell import tell
from parta.kit.ui.doors import door


class Why(StrEnum):
    """Why nothing was taken down.  Stable: pages and tests key on them."""

    DOCUMENT_TAKEN = "document-taken"
    SNILS_TAKEN = "snils-taken"


def give(request: HttpRequest, person: Citizen, paper: Paper, snils: str) -> frozenset[Why]:
    """Keep them, with the level that they are good for; or all that speaks against it.

    Of two accounts that give the same number at once one is refused.
    """
    try:
        with transaction.atomic():
            citizen = Citizen.objects.select_for_update().get(pk=person.pk)
            taken = _taken(citizen, paper, snils)
            if not taken:
                _keep(request, citizen, paper, snils)
            return taken
    except IntegrityError:  # the other one was quicker, and can be seen now
        if taken := _taken(person, paper, snils):
            return taken
        raise


def _taken(citizen: Citizen, paper: Paper, snils: str) -> frozenset[Why]:
    same = Document.objects.filter(kind=paper.kind, series=paper.series, number=paper.number)
    found = {
        Why.DOCUMENT_TAKEN: same.exclude(citizen=citizen).exists(),
        Why.SNILS_TAKEN: Citizen.objects.filter(snils=snils).exclude(pk=citizen.pk).exists(),
    }
    return frozenset(why for why, true in found.items() if true)


def _keep(request: HttpRequest, citizen: Citizen, paper: Paper, snils: str) -> None:
    known = Document.objects.filter(citizen=citizen).first()
    if known and known.paper == paper and citizen.snils == snils:  # a second press
        return
    columns = {
        "kind": paper.kind.value,
        "series": paper.series,
        "number": paper.number,
        "issued_on": paper.issued_on,
        "department": paper.department,
    }
    before = citizen.level
    if before == CONFIRMED:
        lapse(citizen)
        _tell(citizen)
    Document.objects.update_or_create(citizen=citizen, defaults=columns)
    citizen.snils, citizen.level = snils, reached(Evidence(document=True, snils=True))
    citizen.save(update_fields=["snils", "level"])
    detail = {"document": paper.kind.value, "level": {"before": before, "after": citizen.level}}
    person = str(citizen.pk)
    audit.record(
        "documents.given", actor=person, object=f"account:{person}", detail=detail, request=request
    )


def _tell(citizen: Citizen) -> None:
    words = gettext(
        "“%(door)s”: another document is in your account now, and a service centre or a bank has "
        "to confirm it. If it was not you, set a new password at once: %(address)s"
    ) % {
        "door": door("civic").name,
        "address": settings.PUBLIC_URL + reverse("account-password"),
    }
    tell(citizen, words)
