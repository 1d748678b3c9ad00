"""Signing in at the school: to the identity site and back."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parta import audit, oidc
from parta.kit import clock
from parta.kit.own_path import own_path
from parta.kit.ui.csp import origin
from parta.oidc import flow
from parta.oidc.dialects.configured import dialect
from parta.oidc.provider import Registration
from parta.oidc.redeem import Identity
from parta.school.frame import FRONT, home_for
from parta.school.signin import next_comer, sessions, stopped
from parta.school.signin.account import Visitor, visitor
from parta.school.signin.bind import Choice, admit
from parta.school.signin.decide import Refusal

HINT_CHARACTERS, GOAL_CHARACTERS = 254, 500
log = logging.getLogger("parta.signin")


@require_http_methods(["GET", "HEAD", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    """One press, on this page or on the front page: a mere visit leaves nothing behind.

    In a demo a link that says who comes needs none.
    """
    given = request.POST if request.method == "POST" else request.GET
    goal, hint = own_address(given.get("next", "")), given.get("login_hint", "")[:HINT_CHARACTERS]
    somebody_else = bool(hint or "other" in given)
    if request.user.is_authenticated and not somebody_else:
        return redirect(_onward(goal, request.session["hat"]))
    if request.method != "POST" and not (hint and settings.DEMO):
        return render(request, "signin/signin.html", {"next": goal, "hint": hint})
    shared = "shared" in given
    anew = somebody_else or shared or next_comer.is_marked(request)
    keep = {"next": goal, "shared": shared}
    response = _go(request, keep, login_hint=hint, prompt="login" if anew else "")
    return next_comer.mark(response) if shared else response


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """«Проверить ещё раз»: the same sign-in, without a question where that is possible."""
    return _go(request, {**stopped.kept(request), "silent": True}, prompt="none")


@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    answer = flow.complete(request, registration())
    if isinstance(answer, Identity):
        return _let_in(request, answer, visitor(answer))
    if answer.why is oidc.Why.SILENT and answer.kept.get("silent"):
        return _go(request, {**answer.kept, "silent": False})
    if answer.why is oidc.Why.EXPIRED and request.user.is_authenticated:
        return redirect("signin")  # the second answer of a double press, or the back button
    return _failed(request, answer)


def registration() -> Registration:
    """What the school and its identity site agreed on."""
    return Registration(
        issuer=settings.SIGNIN_ISSUER,
        client_id=settings.SIGNIN_CLIENT_ID,
        client_secret=settings.SIGNIN_CLIENT_SECRET,
        redirect_uri=f"{settings.PUBLIC_URL}/signin/callback",
        scope=settings.SIGNIN_TERMS.scopes("openid profile phone email"),
        dialect=dialect(settings.SIGNIN_TERMS),
    )


def own_address(address: str) -> str:
    """As own_path() says, and short enough for the session."""
    return own_path(address) if len(address) <= GOAL_CHARACTERS else FRONT


def _onward(goal: str, hat: str) -> str:
    return home_for(hat) if goal == FRONT else goal


def _go(request: HttpRequest, keep: dict[str, Any], **extra: str) -> HttpResponse:
    given = {name: value for name, value in extra.items() if value}
    there = flow.begin(request, registration(), flow.Ask(keep=keep, extra=given))
    if isinstance(there, oidc.Refusal):
        return _failed(request, there)
    return onward(request, there)


def onward(request: HttpRequest, there: str) -> HttpResponse:
    """To the identity site: by a page that goes on by itself, where the policy of the
    form's page knows no such address.  A provider may be called otherwise than its pages.
    """
    if origin(there) == origin(settings.SIGNIN_ISSUER):
        return HttpResponseRedirect(there)
    return render(request, "signin/onward.html", {"there": there})


def _failed(request: HttpRequest, refusal: oidc.Refusal) -> HttpResponse:
    """Which check failed is for the log and the audit, never for the page."""
    log.warning("sign-in failed: %s (%s)", refusal.why, refusal.detail)
    stop = stopped.of_provider(refusal)
    if not refusal.kept:  # no request of ours: what anybody can send leaves no row
        return stopped.shown(request, stop)
    detail = {"why": refusal.why, "detail": refusal.detail}
    with transaction.atomic():
        audit.record(
            "signin.failed", actor="visitor", object="signin", detail=detail, request=request
        )
    return stopped.remember(request, stop)


def _let_in(request: HttpRequest, identity: Identity, who: Visitor) -> HttpResponse:
    found = admit(who, request)
    if isinstance(found, Refusal):
        logout(request)  # whoever was in before: somebody else sits here now
        return stopped.remember(request, stopped.of_school(found, who, identity.kept))
    entry = sessions.Entry(
        issuer=who.issuer,
        subject=who.subject,
        level=who.account.level,
        id_token=identity.id_token,
        at=clock.now().timestamp(),
        shared=bool(identity.kept.get("shared")),
        sid=identity.sid,
    )
    response = _choose(request, found, entry, own_address(str(identity.kept.get("next", ""))))
    return response if entry.shared else next_comer.unmark(request, response)


def _choose(
    request: HttpRequest, found: list[Choice], entry: sessions.Entry, goal: str
) -> HttpResponse:
    """In at once where there is nothing to choose."""
    if len(found) == 1:
        sessions.enter(request, found[0], entry, of=1)
        return redirect(_onward(goal, found[0].hat))
    logout(request)
    request.session["next"] = goal
    sessions.keep(request, entry)
    return redirect("signin-who")
