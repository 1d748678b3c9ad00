"""The first clerk's decision about who shows a code; it may have to wait for a second one."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from parta.civic.assurance.models import Deed
from parta.civic.desk import deeds
from parta.civic.desk.access import AtDesk, at_desk, print_of
from parta.civic.desk.decide import Why, may_confirm, may_refuse, may_see
from parta.civic.desk.deeds import By, Case
from parta.civic.desk.models import Clerk, Proposal, Recovery
from parta.kit import clock

WAITS_FOR = timedelta(minutes=30)
"""The person stands there: a second clerk comes at once, or the first one begins anew."""


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
        if why := may_confirm(found.visitor, said.seen, said.ticked):
            return why
        case = _case(request, clerk, found)
        if settings.DESK_TWO_PERSONS:
            return propose(case, Deed.CONFIRM)
        deeds.confirm(case)
        return None


def refuse(request: HttpRequest, clerk: Clerk, said: Said) -> Why | None:
    """As confirm(); one clerk is enough for it."""
    with transaction.atomic():
        found = _found(clerk, said)
        if isinstance(found, Why):
            return found
        if why := may_refuse(found.visitor, said.seen, said.reason):
            return why
        deeds.refuse(_case(request, clerk, found), said.reason)
        return None


def propose(case: Case, deed: Deed, recovery: Recovery | None = None) -> Why | None:
    """Let it wait for a second clerk; a person has one proposal at a time, and so has a visitor."""
    now = clock.now()
    old = Proposal.objects.filter(citizen=case.citizen).select_related("recovery").first()
    if old and not (old.living(now) and old.print == _print(case, old.recovery)):
        old.delete()  # too late, or of data that have changed since: compared anew
    visitor = Q(recovery=recovery) if recovery else Q()
    if Proposal.objects.filter(Q(citizen=case.citizen) | visitor).exists():
        return Why.WAITS
    Proposal.objects.create(
        citizen=case.citizen,
        deed=deed,
        clerk_id=case.by.clerk,
        place=case.by.place,
        recovery=recovery,
        print=_print(case, recovery),
        at=now,
        expires_at=now + WAITS_FOR,
    )
    if recovery:  # the person waits before the desk meanwhile
        Recovery.objects.filter(pk=recovery.pk).update(expires_at=now + WAITS_FOR)
    case.note("decision.proposed", {"deed": deed.value})
    return None


def _print(case: Case, recovery: Recovery | None) -> str:
    return print_of(case.citizen, case.document, recovery.contact if recovery else "")


def _found(clerk: Clerk, said: Said) -> AtDesk | Why:
    """Whoever stands before the clerk, locked; or why there is nobody for this clerk."""
    now = clock.now()
    found = at_desk(said.code, now, lock=True)
    why = may_see(found.visitor if found else None, clerk.pk, now)
    return why or found or Why.NO_CODE


def _case(request: HttpRequest, clerk: Clerk, found: AtDesk) -> Case:
    return Case(request, By(clerk.pk, clerk.place), found.citizen, found.document)
