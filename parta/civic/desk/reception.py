"""«Приём»: who waits here; the clerk types the code, compares, and decides.

The code in work stands in the clerk's session, never in an address; a reload
shows the same person for as long as the code lives.
"""

import re
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from parta import audit
from parta.civic.assurance.limits import WRONG_CODES, purse, wait_words
from parta.civic.assurance.models import Visit
from parta.civic.desk import recover, regain
from parta.civic.desk.access import AtDesk, at_desk, for_clerks, recovery_of
from parta.civic.desk.card import person, posted_reason, reasons
from parta.civic.desk.decide import Why, may_see
from parta.civic.desk.frame import frame
from parta.civic.desk.models import Clerk
from parta.civic.desk.queue import seconds, unnamed, waiting
from parta.civic.desk.show_code import DIGITS, minutes_left
from parta.civic.desk.verdict import Said, confirm, refuse
from parta.idp.accounts import tries
from parta.kit import clock
from parta.kit.birthdates import age
from parta.kit.ui import qr

IN_WORK = "desk"  # key of the session
LATELY = timedelta(hours=12)
SHOWN = 10
STATUS = {Why.UNTICKED: HTTPStatus.OK, Why.NO_REASON: HTTPStatus.OK}


@require_safe
@for_clerks
def desk(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    return _page(request, clerk)


@sensitive_post_parameters()
@require_POST
@for_clerks
def find(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    typed = request.POST.get("code", "")[:40]
    code = re.sub(r"[\s-]", "", typed)
    if not re.fullmatch(f"[0-9]{{{DIGITS}}}|[0-9]{{{regain.DIGITS}}}", code):
        words = gettext("Six digits, or eight to recover access. Example: 418 302")
        return _page(request, clerk, typed=typed, wrong=words)
    paid, now = purse("desk", request), clock.now()
    if wait := tries.pay(paid, WRONG_CODES, now):
        status = HTTPStatus.TOO_MANY_REQUESTS
        return _page(request, clerk, typed=typed, wrong=wait_words(wait), status=status)
    if recovery_of(code, now):
        tries.give_back(paid, now)
        recover.begin(request, code)
        return redirect("desk-recover")
    found = at_desk(code, now)
    why = may_see(found.visitor if found else None, clerk.pk, now)
    if found is None or why:
        request.session.pop(IN_WORK, None)
        return _page(request, clerk, why or Why.NO_CODE, typed=typed, status=HTTPStatus.NOT_FOUND)
    tries.give_back(paid, now)
    _note(request, clerk, found)
    request.session[IN_WORK] = code
    return redirect("desk")


def _note(request: HttpRequest, clerk: Clerk, found: AtDesk) -> None:
    """Looking is a deed too: also of a clerk who then decides nothing."""
    with transaction.atomic():
        audit.record(
            "visitor.shown",
            actor=str(clerk.pk),
            object=f"account:{found.citizen.pk}",
            detail={"place": clerk.place},
            request=request,
        )


@require_POST
@for_clerks
def decide(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """Both buttons of the card."""
    posted = request.POST
    refusing = posted.get("decision") == "refuse"
    said = Said(
        code=request.session.get(IN_WORK, ""),
        seen=posted.get("seen", ""),
        ticked=tuple(posted.getlist("check")),
        reason=posted_reason(posted),
    )
    if not said.code:  # a second press: the first one has decided
        return redirect("desk")
    why = (refuse if refusing else confirm)(request, clerk, said)
    if why:
        status = STATUS.get(why, HTTPStatus.CONFLICT)
        return _page(request, clerk, why, ticked=said.ticked, status=status)
    request.session.pop(IN_WORK, None)
    return redirect("desk")


def _page(
    request: HttpRequest,
    clerk: Clerk,
    why: Why | None = None,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    **said: Any,
) -> HttpResponse:
    now = clock.now()
    found = at_desk(request.session.get(IN_WORK, ""), now)
    if found and may_see(found.visitor, clerk.pk, now):
        found = None
    shown = {
        "frame": frame(clerk, "desk"),
        "clerk": clerk,
        "why": why,
        "person": None,
        "reasons": reasons(),
        "waiting": waiting(clerk.place, now),
        "unnamed": unnamed(now),
        "seconds": seconds(clerk, now),
        "visits": _lately(clerk, now),
        "ticked": (),
        "typed": "",
        "recover": _recover(),
        "wrong": "",
        **said,
    }
    if found:
        minutes = minutes_left(found.code, now)
        shown["person"] = person(found.citizen, found.document, now) | {"minutes": minutes}
    return render(request, "civic/desk/desk.html", shown, status=status)


def _recover() -> dict[str, Any]:
    """Where a visitor goes who has lost the contacts: to be said aloud, and for a camera."""
    address = f"{settings.PUBLIC_URL}{reverse('regain-said')}"
    label = gettext("QR code of the address")
    return {"said": address.partition("://")[2], "picture": qr.of_text(address, label)}


def _lately(clerk: Clerk, now: datetime) -> list[dict[str, Any]]:
    """The clerk's own last decisions, newest first."""
    rows = Visit.objects.filter(clerk_id=clerk.pk, at__gt=now - LATELY).select_related("citizen")
    return [
        {
            "name": visit.citizen.full_name,
            "age": age(visit.citizen.birthdate, clock.day_of(now)),
            "deed": visit.deed,
            "reason": visit.get_reason_display() if visit.reason else "",
        }
        for visit in rows.order_by("-at", "-pk")[:SHOWN]
    ]
