"""The front page: the way in, or who is in and the way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.civic.citizens.models import Citizen
from parta.idp.consent.rows import rows


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    citizen = request.user
    if not isinstance(citizen, Citizen):
        return render(request, "civic/front.html")
    return render(request, "provider/inside.html", {"rows": rows(citizen, Citizen.SCOPES)})
