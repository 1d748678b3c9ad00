"""The first tab of the cabinet: who one is here, how surely, and how one signs in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.civic.cabinet.rules import path
from parta.civic.citizens.models import Citizen, Level
from parta.civic.registration.rules import NextStep, age, next_step
from parta.idp.accounts.identifiers import Kind
from parta.kit import clock


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    citizen = request.user
    assert isinstance(citizen, Citizen)
    today = clock.now().date()
    grown = next_step(citizen.birthdate, today) is NextStep.RAISE_LEVEL
    return render(
        request,
        "civic/cabinet/account.html",
        {
            "citizen": citizen,
            "age": age(citizen.birthdate, today),
            "grown": grown,
            "states": path(citizen.level, Level.values, may_rise=grown),
            "contacts": [(kind, citizen.contact(kind)) for kind in (Kind.PHONE, Kind.EMAIL)],
            "changed": request.GET.get("changed", ""),
        },
    )
