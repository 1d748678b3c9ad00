"""«Кто вы сегодня?»: one hat of one person, at the sign-in and later."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from parta.kit import clock
from parta.school.people.levels import Level
from parta.school.signin import bind, sessions
from parta.school.signin.account import Visitor
from parta.school.signin.bind import Choice
from parta.school.signin.decide import Account
from parta.school.signin.sessions import Entry


@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    """The register is asked anew each time: a hat may have been taken away meanwhile."""
    entry = sessions.entry_of(request)
    found = _choices(entry) if entry else []
    if entry is None or not found:
        logout(request)
        return redirect("signin")
    if request.method != "POST":
        current = f"{request.user.pk}:{request.session.get('hat')}"
        return render(request, "signin/who.html", {"choices": found, "current": current})
    chosen = next((c for c in found if c.key == request.POST.get("choice")), None)
    if chosen is None:
        return redirect("signin-who")
    return _enter(request, chosen, entry)


def _enter(request: HttpRequest, chosen: Choice, entry: Entry) -> HttpResponse:
    """In that hat; a staff hat long after the sign-in needs another sign-in."""
    goal = request.session.get("next", "/")
    if sessions.ends(chosen.hat, entry, clock.now()) <= clock.now():
        logout(request)
        return redirect("signin")
    sessions.enter(request, chosen, entry)
    return redirect(goal)


def _choices(entry: Entry) -> list[Choice]:
    account = Account(Level(entry.level), birth_date=None)
    return bind.choices(Visitor(entry.issuer, entry.subject, account))
