"""The first tab of the cabinet: who one is here, how surely, and how one signs in."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.civic.assurance.levels import grown_up, ladder, next_step
from parta.civic.citizens.models import Citizen
from parta.civic.family.access import acting_parents_of, parents_of
from parta.idp.accounts.identifiers import Kind
from parta.kit import clock
from parta.kit.birthdates import age


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    citizen = request.user
    assert isinstance(citizen, Citizen)
    years = age(citizen.birthdate, clock.today())
    young = not grown_up(years)
    return render(
        request,
        "civic/cabinet/account.html",
        {
            "citizen": citizen,
            "age": years,
            "young": young,
            "step": next_step(citizen.level, years),
            "states": ladder(citizen.level, years),
            "banks": bool(settings.BANKS),
            "contacts": [(kind, citizen.contact(kind)) for kind in (Kind.PHONE, Kind.EMAIL)],
            "parents": list(parents_of(citizen)) if young else [],
            "led": young and acting_parents_of(citizen).exists(),
            "changed": request.GET.get("changed", ""),
        },
    )
