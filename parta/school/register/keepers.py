"""Who reaches the pages of the register, and the page of who does not."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from parta.kit.ui.frame import Frame
from parta.school.diary.worn import worn
from parta.school.frame import frame_for
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from parta.school.register.access import Closed
from parta.school.register.case import Case, case_for
from parta.school.register.rules import Why
from parta.school.signin.who import WORDS

Parts = ParamSpec("Parts")
View = Callable[Concatenate[HttpRequest, Parts], HttpResponse]
PART = {Hat.CLASS_TEACHER: "register", Hat.ADMINISTRATOR: "people"}
"""The part of the school in which each of them finds people."""


def keepers(view: View[Parts]) -> View[Parts]:
    """For who keeps a register; what is of the school and not theirs has a page that says so."""

    @worn(*PART)
    @wraps(view)
    def kept(request: HttpRequest, /, *args: Parts.args, **kwargs: Parts.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Closed as closed:
            return _closed(request, closed.why)

    return kept


def _closed(request: HttpRequest, why: Why) -> HttpResponse:
    home = reverse(PART[Hat(request.session["hat"])])
    shut = request.path == home  # the list itself: its teacher leads no class any more
    context = {"frame": frame(request), "why": why, "list": "" if shut else home}
    return render(request, "register/closed.html", context, status=HTTPStatus.FORBIDDEN)


def deed(do: Callable[[HttpRequest, Case], HttpResponse]) -> Callable[..., HttpResponse]:
    """A press on the card of a person, in a class's list or by itself.

    Whoever comes to its address without a press is led to the card.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @keepers
    @wraps(do)
    def pressed(request: HttpRequest, uid: UUID, class_id: int | None = None) -> HttpResponse:
        case = case_for(request, uid, class_id)
        return do(request, case) if request.method == "POST" else redirect(case.here)

    return pressed


def frame(request: HttpRequest, part: str = "") -> Frame:
    """`part` where it is not the one with the people."""
    hat, person = Hat(request.session["hat"]), cast(Person, request.user)
    return frame_for(request, person.school.name, gettext(WORDS[hat]), part or PART[hat])
