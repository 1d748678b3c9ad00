"""The page that says why nobody was let in, and what to do next.

The answer of the identity site can be read once, so what the page needs is kept
in the session: a reload shows the same page.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from parta import oidc
from parta.kit import clock
from parta.school.people.levels import Level
from parta.school.people.models import School
from parta.school.signin.account import Visitor
from parta.school.signin.decide import Refusal
from parta.school.timetable.moments import local

SESSION_KEY: Final = "stopped"
OUT_OF_REACH: Final = {oidc.Why.UNREACHABLE.value}


def of_provider(refusal: oidc.Refusal) -> dict[str, Any]:
    return {"why": refusal.why.value, "kept": dict(refusal.kept)}


def of_school(refusal: Refusal, who: Visitor, kept: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "why": refusal.why.value,
        "kept": dict(kept),
        "contacts": [contact.value for contact in who.verified],
        "unverified": [contact.shown for contact in who.unverified],
        "has": refusal.has.value,
        "needs": refusal.needs.value,
    }


def remember(request: HttpRequest, stop: dict[str, Any]) -> HttpResponse:
    request.session[SESSION_KEY] = {**stop, "at": clock.now().timestamp()}
    return redirect("signin-stopped")


def kept(request: HttpRequest) -> dict[str, Any]:
    """What the refused sign-in was to lead to."""
    return dict(request.session.get(SESSION_KEY, {}).get("kept", {}))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    stop = request.session.get(SESSION_KEY)
    if stop is None or request.user.is_authenticated:
        return redirect("signin")
    return shown(request, stop)


def shown(request: HttpRequest, stop: dict[str, Any]) -> HttpResponse:
    context = {
        **stop,
        "standard": stop.get("has", Level.UNKNOWN) >= Level.STANDARD,  # it is there already
        "confirmed": stop.get("needs", Level.UNKNOWN) >= Level.CONFIRMED,  # it is asked for
        "public_url": settings.PUBLIC_URL,
        "checked": _checked(stop),
    }
    out = stop["why"] in OUT_OF_REACH
    status = HTTPStatus.SERVICE_UNAVAILABLE if out else HTTPStatus.FORBIDDEN
    return render(request, f"signin/stopped/{stop['why']}.html", context, status=status)


def _checked(stop: Mapping[str, Any]) -> datetime | None:
    """When «Проверить ещё раз» led to this page, by the clock of the first school."""
    if "silent" not in stop["kept"] or "at" not in stop:
        return None
    tz = School.objects.order_by("id").values_list("tz", flat=True).first()
    return local(datetime.fromtimestamp(stop["at"], UTC), tz) if tz else None
