"""The last page: what one has now, and the one thing that is left to do."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.civic.assurance.levels import grown_up
from parta.civic.citizens.models import Citizen
from parta.civic.registration.way import way_of
from parta.kit import clock
from parta.kit.birthdates import age


@require_safe
@login_required
def registered(request: HttpRequest) -> HttpResponse:
    citizen = request.user
    assert isinstance(citizen, Citizen)
    return render(
        request,
        "civic/registration/registered.html",
        {
            "way": way_of(request),
            "citizen": citizen,
            "contact": citizen.phone if citizen.phone_verified else citizen.email,
            "young": not grown_up(age(citizen.birthdate, clock.today())),
        },
    )
