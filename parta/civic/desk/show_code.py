"""The short code that a person shows at a desk.

Six digits, told by voice and typed with one hand.  It opens the person's data
to a clerk alone, lives for LIVES and is used up by the clerk's decision.  Who
says where they go is called there by name; nobody has to.
"""

import secrets
from datetime import datetime, timedelta
from typing import Protocol

from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from parta.civic.assurance.levels import Step, next_step
from parta.civic.assurance.models import DeskCode, Document
from parta.civic.citizens.models import Citizen
from parta.civic.desk.queue import known_place, places
from parta.kit import clock
from parta.kit.birthdates import age


class Expiring(Protocol):
    expires_at: datetime


LIVES = timedelta(minutes=30)
DIGITS = 6
DRAWS = 20  # before giving up: with ten thousand codes alive one draw in a hundred is taken


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def desk_code(request: HttpRequest) -> HttpResponse:
    citizen = request.user
    assert isinstance(citizen, Citizen)
    now = clock.now()
    if next_step(citizen.level, age(citizen.birthdate, clock.day_of(now))) is not Step.DESK:
        return redirect("level")
    document = Document.objects.filter(citizen=citizen).first()
    if document is None:  # nothing that a clerk could compare
        return redirect("level-documents")
    if request.method == "POST":
        issue(citizen, now, known_place(request.POST.get("place", "")))
        return redirect("level-desk")
    return _page(request, document, now)


def living(citizen: Citizen, now: datetime) -> DeskCode | None:
    return DeskCode.objects.filter(citizen=citizen, expires_at__gt=now).first()


def issue(citizen: Citizen, now: datetime, place: str = "") -> DeskCode:
    """The person's living code: the one there is, or a new one."""
    for _ in range(DRAWS):
        try:
            return _issue(citizen, now, place)
        except IntegrityError:  # drawn by two people at once
            continue
    raise RuntimeError("No free code was drawn.")


def _issue(citizen: Citizen, now: datetime, place: str) -> DeskCode:
    with transaction.atomic():
        Citizen.objects.select_for_update().get(pk=citizen.pk)
        if known := living(citizen, now):
            return known
        DeskCode.objects.filter(expires_at__lte=now).delete()
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        return DeskCode.objects.create(
            citizen=citizen, code=code, place=place, made_at=now, expires_at=now + LIVES
        )


def minutes_left(code: Expiring, now: datetime) -> int:
    """In whole minutes, never less than one."""
    return max(1, int((code.expires_at - now) / timedelta(minutes=1)))


def _page(request: HttpRequest, document: Document, now: datetime) -> HttpResponse:
    code = living(document.citizen, now)
    shown = {
        "code": code.code if code else "",
        "minutes": minutes_left(code, now) if code else 0,
        "kind": document.kind,
        "place": code.place if code else "",
        "places": places(),
    }
    return render(request, "civic/assurance/desk.html", shown)
