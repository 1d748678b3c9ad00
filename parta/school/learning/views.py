"""A pupil's learning ID: to the learning site, back, and on into the lesson."""

from typing import Final, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parta import oidc
from parta.kit.own_path import own_path
from parta.oidc import flow
from parta.oidc.redeem import Identity
from parta.school.frame import frame_for, home_for
from parta.school.learning import access, ended, stopped, vouching, way
from parta.school.learning.decide import Refusal, Why
from parta.school.learning.link import link
from parta.school.learning.stopped import Stop
from parta.school.people.hats import Hat
from parta.school.people.models import Person

GOAL_CHARACTERS: Final = 500


@require_POST
@login_required
def other(request: HttpRequest) -> HttpResponse:
    """«Другой учебный профиль»: whoever is signed in there signs in anew."""
    goal, person = _own(request.POST.get("next", "")), cast(Person, request.user)
    if request.session["hat"] != Hat.PUPIL:
        return stopped.shown(request, Stop(Why.NOT_A_PUPIL, goal))
    return way.lead(request, person, goal, anew=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def help_(request: HttpRequest) -> HttpResponse:
    """The pupil's page while the class teacher vouches; its press leads to the learning site."""
    person = cast(Person, request.user)
    if request.session["hat"] != Hat.PUPIL:
        return stopped.shown(request, Stop(Why.NOT_A_PUPIL, _home(request)))
    here = reverse("learning-help")
    if request.method == "POST" and (also := vouching.said(person)):
        return way.lead(request, person, here, anew=True, also=also)
    shown = {
        "frame": frame_for(request, person.school.name, ""),
        "home": _home(request),
        "open": bool(vouching.said(person)),
        "done": vouching.done_for(person),
    }
    return render(request, "learning/help.html", shown)


@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:  # signed out meanwhile, and the request with it
        return redirect("signin")
    answer = flow.complete(request, way.registration())
    if isinstance(answer, oidc.Refusal):
        return _failed(request, answer)
    goal = _own(str(answer.kept.get("next", "")))
    ended.keep(request, answer)
    return _linked(request, answer, goal)


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    stop = stopped.remembered(request)
    return stopped.shown(request, stop) if stop else redirect(_home(request))


def _linked(request: HttpRequest, identity: Identity, goal: str) -> HttpResponse:
    found = link(cast(Person, request.user), identity, request)
    if isinstance(found, Refusal):
        return stopped.remember(request, Stop(found.why.value, goal))
    request.session.pop(stopped.SESSION_KEY, None)
    if goal == reverse("learning-help"):
        vouching.served(cast(Person, request.user), request)
    return redirect(goal)


def _failed(request: HttpRequest, refusal: oidc.Refusal) -> HttpResponse:
    """The second answer of a double press, or the back button, is no failure."""
    if refusal.why is oidc.Why.EXPIRED and access.has_learning_id(cast(Person, request.user)):
        return redirect(_home(request))
    stopped.note(request, refusal)
    goal = str(refusal.kept.get("next", _home(request)))
    return stopped.remember(request, Stop(refusal.why.value, _own(goal)))


def _home(request: HttpRequest) -> str:
    return home_for(request.session["hat"])


def _own(address: str) -> str:
    """As own_path() says, and short enough for the session."""
    return own_path(address) if len(address) <= GOAL_CHARACTERS else "/"
