"""Confirming and refusing: the level, the visit, the audit line and the word to the person.

Numbers of documents go into no audit line.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from parta import audit
from parta.civic.assurance.levels import Evidence, raised
from parta.civic.assurance.models import Visit
from parta.civic.citizens.models import Citizen
from parta.civic.desk.access import AtDesk, at_desk
from parta.civic.desk.decide import Why, may_confirm, may_refuse, may_see
from parta.civic.desk.models import Clerk
from parta.kit import clock, notify
from parta.kit.ui.doors import door

Detail = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """What the clerk's form says."""

    code: str
    seen: str
    ticked: tuple[str, ...] = ()
    reason: str = ""


def confirm(request: HttpRequest, clerk: Clerk, said: Said) -> Why | None:
    """None when it is done.  Of two clerks with one code one decides, and the other has no code."""
    with transaction.atomic():
        found = _found(clerk, said)
        if isinstance(found, Why):
            return found
        why = may_confirm(found.visitor, said.seen, said.ticked)
        if why is None:
            _confirm(request, clerk, found)
        return why


def refuse(request: HttpRequest, clerk: Clerk, said: Said) -> Why | None:
    """As confirm(); the level stays as it is."""
    with transaction.atomic():
        found = _found(clerk, said)
        if isinstance(found, Why):
            return found
        why = may_refuse(found.visitor, said.seen, said.reason)
        if why is None:
            _refuse(request, clerk, found, said.reason)
        return why


def _found(clerk: Clerk, said: Said) -> AtDesk | Why:
    """Whoever stands before the clerk, locked; or why there is nobody for this clerk."""
    now = clock.now()
    found = at_desk(said.code, now, lock=True)
    why = may_see(found.visitor if found else None, clerk.pk, now)
    return why or found or Why.NO_CODE


def _confirm(request: HttpRequest, clerk: Clerk, found: AtDesk) -> None:
    citizen, before = found.citizen, found.citizen.level
    citizen.level = raised(before, Evidence(document=True, snils=bool(citizen.snils), seen=True))
    citizen.save(update_fields=["level"])
    detail: Detail = {"level": {"before": before, "after": citizen.level}}
    _note(request, clerk, found, ("identity.confirmed", detail))
    _decide(clerk, found, "")
    _tell(citizen, _words_of_confirmation())


def _refuse(request: HttpRequest, clerk: Clerk, found: AtDesk, reason: str) -> None:
    detail: Detail = {"reason": reason, "level": found.citizen.level}
    _note(request, clerk, found, ("identity.refused", detail))
    _decide(clerk, found, reason)
    _tell(found.citizen, _words_of_refusal())


def _decide(clerk: Clerk, found: AtDesk, reason: str) -> None:
    """The code has served."""
    Visit.objects.create(citizen=found.citizen, clerk_id=clerk.pk, reason=reason)
    found.code.delete()


def _note(request: HttpRequest, clerk: Clerk, found: AtDesk, what: tuple[str, Detail]) -> None:
    action, detail = what
    audit.record(
        action,
        actor=str(clerk.pk),
        object=f"account:{found.citizen.pk}",
        detail={**detail, "document": found.document.kind, "place": clerk.place},
        request=request,
    )


def _tell(citizen: Citizen, words: str) -> None:
    """To a contact of the person's own, so that nobody is confirmed without knowing."""
    if citizen.phone_verified:
        notify.send("sms", citizen.phone, words)
    elif citizen.email_verified:
        notify.send("email", citizen.email, words)


def _words_of_confirmation() -> str:
    return gettext(
        "“%(door)s”: a service centre has confirmed your account. If you were not there, set a "
        "new password at once and tell the service centre. %(address)s"
    ) % {"door": door("civic").name, "address": settings.PUBLIC_URL}


def _words_of_refusal() -> str:
    return gettext(
        "“%(door)s”: a service centre has not confirmed your account. Why, and what to bring: "
        "%(address)s"
    ) % {"door": door("civic").name, "address": settings.PUBLIC_URL + reverse("level")}
