"""The school site's front page: one way in, and in a demo who may be tried."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parta.kit import clock
from parta.kit.demo.people import DemoPerson, people
from parta.kit.ui.doors import door
from parta.school.people.models import School

SHOWN_FIRST = ("anya", "mama", "vera")  # a lesson from its three sides


class Cast(NamedTuple):
    first: list[DemoPerson]
    others: list[DemoPerson]


def front(request: HttpRequest) -> HttpResponse:
    schools = list(School.objects.order_by("id").values_list("name", "is_demo"))
    real = [name for name, is_demo in schools if not is_demo]
    shown = real or [name for name, _ in schools]
    context = {
        "school_name": shown[0] if len(shown) == 1 else door("school").name,
        "cast": _cast() if settings.DEMO and any(is_demo for _, is_demo in schools) else None,
    }
    return render(request, "school/front.html", context)


def _cast() -> Cast:
    """The people of the demo who have something to do at a school."""
    known = [person for person in people(clock.now().date()) if person.school]
    return Cast(
        [person for person in known if person.key in SHOWN_FIRST],
        [person for person in known if person.key not in SHOWN_FIRST],
    )
