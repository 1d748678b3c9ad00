"""The second clerk: looks at what a colleague has decided, and approves or takes it back."""

from http import HTTPStatus
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from parta import audit
from parta.civic.desk import deeds
from parta.civic.desk.access import for_clerks, locked, print_of
from parta.civic.desk.card import person, posted_reason, reasons
from parta.civic.desk.decide import Check, Proposed, Why, may_second
from parta.civic.desk.deeds import By, Case
from parta.civic.desk.frame import frame
from parta.civic.desk.models import Clerk, Proposal, Recovery
from parta.kit import clock

IN_WORK = "desk-second"  # key of the session: the proposal's


@require_POST
@for_clerks
def take(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """A press on a row of the queue."""
    said = request.POST.get("proposal", "")
    proposal = _proposal(said)
    with transaction.atomic():
        why = may_second(_proposed(proposal), clerk.pk, clerk.place, clock.now())
        if proposal is None or why not in (None, Why.CHANGED):
            return redirect("desk")
        audit.record(
            "visitor.shown",
            actor=str(clerk.pk),
            object=f"account:{proposal.citizen_id}",
            detail={"place": clerk.place, "second": True},
            request=request,
        )
    request.session[IN_WORK] = str(proposal.pk)
    return redirect("desk-second")


@require_safe
@for_clerks
def page(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    return _page(request, clerk)


@require_POST
@for_clerks
def decide(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    if not request.session.get(IN_WORK):  # a second press: the first one has decided
        return redirect("desk")
    try:
        with transaction.atomic():
            why = _decide(request, clerk)
    except IntegrityError:  # somebody has proved the new contact a moment ago
        why = Why.CONTACT_TAKEN
    if why in (Why.UNTICKED, Why.NO_REASON):
        return _page(request, clerk, why)
    request.session.pop(IN_WORK, None)
    return redirect("desk") if why is None else _page(request, clerk, why)


def _decide(request: HttpRequest, clerk: Clerk) -> Why | None:
    proposal = _proposal(request.session.get(IN_WORK, ""), lock=True)
    why = may_second(_proposed(proposal), clerk.pk, clerk.place, clock.now())
    if proposal is None or why:
        return why or Why.NO_CODE
    posted = request.POST
    if posted.get("seen", "") != proposal.print:
        return Why.CHANGED
    case = _case(request, clerk, proposal)
    if posted.get("decision") == "refuse":
        return _take_back(case, proposal, posted_reason(posted))
    if not set(Check) <= set(posted.getlist("check")):
        return Why.UNTICKED
    _approve(case, proposal)
    return None


def _approve(case: Case, proposal: Proposal) -> None:
    if proposal.recovery:
        deeds.recover(case, proposal.recovery)
    else:
        deeds.confirm(case)


def _take_back(case: Case, proposal: Proposal, reason: str) -> Why | None:
    if not reason:
        return Why.NO_REASON
    if proposal.recovery:
        deeds.refuse_recovery(case, proposal.recovery, reason)
    else:
        deeds.refuse(case, reason)
    return None


def _case(request: HttpRequest, clerk: Clerk, proposal: Proposal) -> Case:
    found = locked(str(proposal.citizen_id))
    assert found  # may_second has seen a print, and the person's row is locked
    by = By(proposal.clerk_id, proposal.place, second=clerk.pk)
    return Case(request, by, *found)


def _proposal(key: str, *, lock: bool = False) -> Proposal | None:
    """With `lock` the person's row first, as everybody locks it."""
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        return None
    found = Proposal.objects.filter(pk=int(key)).first()
    if found and lock:
        locked(str(found.citizen_id))
        if found.recovery_id:
            Recovery.objects.select_for_update().filter(pk=found.recovery_id).first()
        found = Proposal.objects.filter(pk=found.pk).first()
    return found


def _proposed(proposal: Proposal | None) -> Proposed | None:
    document = getattr(proposal.citizen, "document", None) if proposal else None
    if proposal is None or document is None or not proposal.citizen.is_active:
        return None
    if proposal.recovery and proposal.recovery.state != Recovery.State.WAITING:
        return None
    contact = proposal.recovery.contact if proposal.recovery else ""
    return Proposed(
        citizen=proposal.citizen_id,
        clerk=proposal.clerk_id,
        place=proposal.place,
        expires_at=proposal.expires_at,
        compared=proposal.print,
        print=print_of(proposal.citizen, document, contact),
    )


def _page(request: HttpRequest, clerk: Clerk, why: Why | None = None) -> HttpResponse:
    proposal = _proposal(request.session.get(IN_WORK, ""))
    now = clock.now()
    stopped = may_second(_proposed(proposal), clerk.pk, clerk.place, now)
    if proposal is None or stopped:
        why = why or stopped or Why.NO_CODE
    shown: dict[str, Any] = {
        "frame": frame(clerk, "desk"),
        "clerk": clerk,
        "why": why,
        "proposal": proposal,
        "person": None,
        "reasons": reasons(),
        "ticked": tuple(request.POST.getlist("check")),
    }
    if proposal and not stopped:
        contact = proposal.recovery.contact if proposal.recovery else ""
        shown["person"] = person(proposal.citizen, proposal.citizen.document, now, contact)
    known = why in (None, Why.UNTICKED, Why.NO_REASON)
    status = HTTPStatus.OK if known else HTTPStatus.CONFLICT
    return render(request, "civic/desk/second.html", shown, status=status)
