"""The front page: the ways in; who is in finds the account, a clerk the desk."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from parta.civic.demo.rest import standing
from parta.civic.desk.access import clerk_of
from parta.kit import clock
from parta.kit.demo.people import DemoPerson, people, today
from parta.kit.demo.standing import Standing

SHOWN = ("clerk", "lera")  # of the demo: a desk from its two sides


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("desk" if clerk_of(request.user) else "account")
    return render(request, "civic/front.html", {"cast": _cast()})


def _cast() -> list[DemoPerson]:
    """Who has something to do at this site, where the demo is awake."""
    if not settings.DEMO or standing() is not Standing.INHABITED:
        return []
    return [person for person in people(today(clock.now())) if person.key in SHOWN]
