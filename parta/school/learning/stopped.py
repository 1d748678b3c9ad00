"""The page that says why there is no learning ID yet, and what to do next.

The learning site's answer can be read once, so what the page needs is kept in
the session: a reload shows the same page.
"""

import logging
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Final, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parta import audit, oidc
from parta.school.frame import frame_for, home_for
from parta.school.people.models import Person

SESSION_KEY: Final = "learning_stopped"
OUT_OF_REACH: Final = {oidc.Why.UNREACHABLE.value}
log = logging.getLogger("parta.learning")


@dataclass(frozen=True, slots=True)
class Stop:
    why: str  # of parta.oidc.Why or parta.school.learning.decide.Why
    next: str  # where the person was going: a press there begins anew


def remember(request: HttpRequest, stop: Stop) -> HttpResponse:
    request.session[SESSION_KEY] = asdict(stop)
    return redirect("learning-stopped")


def remembered(request: HttpRequest) -> Stop | None:
    kept = request.session.get(SESSION_KEY)
    return Stop(**kept) if kept else None


def shown(request: HttpRequest, stop: Stop) -> HttpResponse:
    person = cast(Person, request.user)
    context = {
        **asdict(stop),
        "frame": frame_for(request, person.school.name, ""),
        "home": home_for(request.session["hat"]),
    }
    out = stop.why in OUT_OF_REACH
    status = HTTPStatus.SERVICE_UNAVAILABLE if out else HTTPStatus.FORBIDDEN
    return render(request, f"learning/stopped/{stop.why}.html", context, status=status)


def note(request: HttpRequest, refusal: oidc.Refusal) -> None:
    """Which check failed is for the log and the audit, never for the page."""
    log.warning("learning ID failed: %s (%s)", refusal.why, refusal.detail)
    if not refusal.kept:  # no request of ours: what anybody can send leaves no row
        return
    person = cast(Person, request.user)
    with transaction.atomic():
        audit.record(
            "learning.failed",
            actor=f"person:{person.uid}",
            object=f"person:{person.uid}",
            detail={"why": refusal.why, "detail": refusal.detail},
            request=request,
        )
