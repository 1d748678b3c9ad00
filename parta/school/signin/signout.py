"""«Выйти»: out of the school, and by way of the identity sites out of them too.

Each site is left by RP-initiated logout and sends the browser back here for the
next one.  A site that is down, or that offers no such thing, is passed over.  What
is left to do stands in the session that follows the one that ended, under the
state that the site has to bring back; nothing in an address says where to go.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from hmac import compare_digest
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from parta.kit.ui.csp import origin
from parta.oidc import flow
from parta.oidc.provider import Registration
from parta.school.frame import FRONT
from parta.school.learning import way
from parta.school.learning.way import ID_TOKEN
from parta.school.people.hats import Hat
from parta.school.signin import next_comer, sessions
from parta.school.signin.views import registration

SESSION_KEY: Final = "leaving"
LIVES: Final = timedelta(minutes=10)
SITES: Final[dict[str, Callable[[], Registration]]] = {
    "signin": registration,
    "learning": way.registration,
}
Steps = list[tuple[str, str]]
"""Sites of SITES, each with the ID token of this browser's sign-in there."""


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    steps = _steps(request)
    logout(request)
    return next_comer.mark(_go_on(request, steps))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Out of the identity site alone, where somebody else was signed in before."""
    return _go_on(request, [("signin", "")])


@require_safe
def signout_next(request: HttpRequest) -> HttpResponse:
    """Back from one of the sites."""
    kept, state = request.session.get(SESSION_KEY), request.GET.get("state", "")
    if kept is None or not compare_digest(kept["state"].encode(), state.encode()):
        return HttpResponseRedirect(FRONT)
    return _go_on(request, kept["steps"][1:])


def _steps(request: HttpRequest) -> Steps:
    """A pupil may be at the learning site since long: it asks where no token tells.

    After a second press, which is the one that the browser follows: as the first left them.
    """
    entry = sessions.entry_of(request)
    if entry is None:
        return list(request.session.get(SESSION_KEY, {}).get("steps", []))
    learning = (ID_TOKEN in request.session) or request.session.get("hat") == Hat.PUPIL
    rest = [("learning", request.session.get(ID_TOKEN, ""))] if learning else []
    return sorted([("signin", entry.id_token), *rest], key=_leads_no_further)


def _leads_no_further(step: tuple[str, str]) -> bool:
    """From a site that brings no state back the way ends at the front page: it comes last."""
    return not flow.brings_state_back(SITES[step[0]]())


def _go_on(request: HttpRequest, steps: Steps) -> HttpResponse:
    """To the first site that can be asked, or to the front page."""
    back, state = f"{settings.PUBLIC_URL}{reverse('signout-next')}", secrets.token_urlsafe(24)
    for number, (site, id_token) in enumerate(steps):
        leave = flow.Leave(id_token, back, state)
        if there := flow.sign_out_url(SITES[site](), leave):
            request.session[SESSION_KEY] = {"state": state, "steps": steps[number:]}
            request.session.set_expiry(int(LIVES.total_seconds()))
            return _to(request, site, there)
    if SESSION_KEY in request.session:
        request.session.flush()
    return HttpResponseRedirect(FRONT)


def _to(request: HttpRequest, site: str, there: str) -> HttpResponse:
    """By a page that goes on by itself, where the policy of the form's page knows no such site."""
    if site == "signin" and origin(there) == origin(settings.SIGNIN_ISSUER):
        return HttpResponseRedirect(there)
    of = "civic" if site == "signin" else "learnid"
    return render(request, "signin/leaving.html", {"there": there, "of": of})
