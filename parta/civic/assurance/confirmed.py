"""A confirmation that begins, and one that ends since the data it was of have changed.

Inside the caller's transaction, on a locked row.
"""

from typing import Any

from django.db.models import Q

from parta.civic.assurance.levels import CONFIRMED, Evidence, raised
from parta.civic.assurance.models import BankCheck, ConfirmedBefore, DeskCode, Document
from parta.civic.assurance.since import Known, changed
from parta.civic.citizens.models import Citizen
from parta.idp.accounts.models import SignedIn
from parta.idp.provider.grants import revoke
from parta.idp.provider.signout import ended
from parta.kit import clock

END = 2  # digits


def confirm(citizen: Citizen, evidence: Evidence) -> dict[str, Any]:
    """Raise the level as far as the evidence goes; what the audit says of it."""
    before, citizen.level = citizen.level, raised(citizen.level, evidence)
    citizen.save(update_fields=["level"])
    detail: dict[str, Any] = {"level": {"before": before, "after": citizen.level}}
    if citizen.level == CONFIRMED:
        DeskCode.objects.filter(citizen=citizen).delete()
        if past := ConfirmedBefore.objects.filter(citizen=citizen).first():
            detail["changed"] = [part.value for part in changed(past.known, known(citizen))]
            past.delete()
    return detail


def lapse(citizen: Citizen) -> None:
    """Before the data change.  Clients learn of it by having to ask anew.

    Whose bank account it was stays: nobody else is confirmed through it meanwhile.
    """
    if citizen.level == CONFIRMED:
        _remember(citizen)
    BankCheck.objects.filter(citizen=citizen, account=None).delete()
    sids = SignedIn.objects.filter(account_id=citizen.pk).values_list("sid", flat=True)
    ended(list(sids))
    revoke(Q(account=citizen.pk))  # also what outlived its session


def known(citizen: Citizen) -> Known:
    document = Document.objects.filter(citizen=citizen).first()
    return Known(
        name=citizen.full_name,
        birthdate=citizen.birthdate,
        gender=citizen.gender,
        document=(document.kind, document.number[-END:], document.issued_on) if document else None,
        snils_end=(citizen.snils or "")[-END:],
    )


def _remember(citizen: Citizen) -> None:
    said = known(citizen)
    kind, end, issued_on = said.document or ("", "", None)
    columns = {
        "at": clock.now(),
        "full_name": said.name,
        "birthdate": said.birthdate,
        "gender": said.gender,
        "kind": kind,
        "number_end": end,
        "issued_on": issued_on,
        "snils_end": said.snils_end,
    }
    ConfirmedBefore.objects.update_or_create(citizen=citizen, defaults=columns)
