"""Another name, date of birth or sex: the deed, what goes with it, and the word to the person.

The values stand in no audit line.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from parta import audit
from parta.civic.assurance.confirmed import lapse
from parta.civic.assurance.levels import SIMPLIFIED
from parta.civic.assurance.models import Document
from parta.civic.cabinet.rules import Price, next_correction, price
from parta.civic.citizens.models import Citizen, Correction
from parta.idp.accounts.tell import tell
from parta.kit import clock
from parta.kit.ui.doors import door


def correct(
    request: HttpRequest, key: UUID, said: Mapping[str, Any], actor: Citizen
) -> Price | datetime:
    """What it has cost; or when it may be done.  A second press changes nothing."""
    with transaction.atomic():
        person = Citizen.objects.select_for_update().get(pk=key)
        changed = [name for name, value in said.items() if getattr(person, name) != value]
        if not changed:
            return Price.NOTHING
        past = person.corrections.values_list("at", flat=True)
        if until := next_correction(past, clock.now()):
            return until
        before, cost = person.level, price(person.level)
        _write(person, {name: said[name] for name in changed}, cost)
        level = {"before": before, "after": person.level}
        _note(request, person, actor, {"fields": changed, "level": level})
        _tell(person)
        return cost


def _write(person: Citizen, said: Mapping[str, Any], cost: Price) -> None:
    if cost is not Price.NOTHING:
        _lower(person)
    for name, value in said.items():
        setattr(person, name, value)
    Correction.objects.create(citizen=person, fields=sorted(said), at=clock.now())
    person.save(update_fields=[*said, "level"])


def _lower(person: Citizen) -> None:
    """The papers were of the data before."""
    lapse(person)
    Document.objects.filter(citizen=person).delete()
    person.level = SIMPLIFIED


def _note(request: HttpRequest, person: Citizen, actor: Citizen, detail: dict[str, Any]) -> None:
    audit.record(
        "account.corrected",
        actor=str(actor.pk),
        object=f"account:{person.pk}",
        detail=detail,
        request=request,
    )


def _tell(person: Citizen) -> None:
    words = gettext(
        "“%(door)s”: name, date of birth or sex of your account have been corrected. "
        "If you know nothing of it, set a new password at once: %(address)s"
    ) % {
        "door": door("civic").name,
        "address": settings.PUBLIC_URL + reverse("account-password"),
    }
    tell(person, words)
