"""The school site's front page: one way in, and in a demo who may be tried."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from parta.kit import clock
from parta.kit.demo.people import DemoPerson, people, today
from parta.kit.ui.doors import door
from parta.school.frame import FRONT, frame_for, home_for
from parta.school.people.models import School

SHOWN_FIRST = ("anya", "mama", "vera")  # a lesson from its three sides


class Cast(NamedTuple):
    first: list[DemoPerson]
    others: list[DemoPerson]


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Who is in goes home; a hat that has no home yet finds its name and the way out."""
    home = home_for(request.session.get("hat", ""))
    if request.user.is_authenticated and home != FRONT:
        return redirect(home)
    schools = list(School.objects.order_by("id").values_list("name", "is_demo"))
    name = _school_name(request, schools)
    context: dict[str, object] = {"school_name": name, "cast": None}
    if request.user.is_authenticated:
        context["frame"] = frame_for(request, name, "")
    elif settings.DEMO and any(is_demo for _, is_demo in schools):
        context["cast"] = _cast()
    return render(request, "school/front.html", context)


def _school_name(request: HttpRequest, schools: list[tuple[str, bool]]) -> str:
    """Their own of who is in; of a visitor the only one there is, else the first of a mere demo."""
    if request.user.is_authenticated:
        return request.user.school.name
    real = [name for name, is_demo in schools if not is_demo]
    shown = real or [name for name, _ in schools[:1]]
    return shown[0] if len(shown) == 1 else door("school").name


def _cast() -> Cast:
    """The people of the demo who have something to do at a school."""
    known = [person for person in people(today(clock.now())) if person.school]
    return Cast(
        [person for person in known if person.key in SHOWN_FIRST],
        [person for person in known if person.key not in SHOWN_FIRST],
    )
