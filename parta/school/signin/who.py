"""«Кто вы сегодня?»: one hat of one person, at the sign-in and later."""

from typing import Any, Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from parta.kit import clock
from parta.school.frame import FRONT, frame_for, home_for
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.signin import bind, sessions
from parta.school.signin.account import Visitor
from parta.school.signin.bind import Choice
from parta.school.signin.decide import Account
from parta.school.signin.sessions import Entry

WORDS: Final[dict[Hat, str]] = {
    Hat.PUPIL: gettext_noop("Pupil"),
    Hat.PARENT: gettext_noop("Parent"),
    Hat.TEACHER: gettext_noop("Teacher"),
    Hat.CLASS_TEACHER: gettext_noop("Class teacher"),
    Hat.DEPUTY_HEAD: gettext_noop("Deputy head"),
    Hat.HEAD: gettext_noop("Head of school"),
    Hat.OFFICE: gettext_noop("School office"),
    Hat.ADMINISTRATOR: gettext_noop("Administrator"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    """The register is asked anew each time: a hat may have been taken away meanwhile."""
    entry = sessions.entry_of(request)
    found = _choices(entry) if entry else []
    if entry is None or not found:
        logout(request)
        return redirect("signin")
    if request.method != "POST":
        return render(request, "signin/who.html", _context(request, found))
    chosen = next((c for c in found if c.key == request.POST.get("choice")), None)
    return _enter(request, chosen, entry, len(found)) if chosen else redirect("signin-who")


def _context(request: HttpRequest, found: list[Choice]) -> dict[str, Any]:
    context: dict[str, Any] = {
        "choices": [(choice, gettext(WORDS[choice.hat])) for choice in found],
        "current": None,
    }
    if request.user.is_authenticated:
        person, hat = request.user, Hat(request.session["hat"])
        context["current"] = Choice(person, hat).key
        context["frame"] = frame_for(request, person.school.name, gettext(WORDS[hat]))
    return context


def _enter(request: HttpRequest, chosen: Choice, entry: Entry, of: int) -> HttpResponse:
    """In that hat; a staff hat long after the sign-in needs another sign-in."""
    goal = request.session.get("next", FRONT)
    if sessions.ends(chosen.hat, entry, clock.now()) <= clock.now():
        logout(request)
        return redirect("signin")
    sessions.enter(request, chosen, entry, of=of)
    return redirect(home_for(chosen.hat) if goal == FRONT else goal)


def _choices(entry: Entry) -> list[Choice]:
    account = Account(Level(entry.level), birth_date=None)
    return bind.choices(Visitor(entry.issuer, entry.subject, account))
