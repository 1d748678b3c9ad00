"""The page of a code: shows what was sent, takes what is typed, sends once more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from parta.idp.accounts.goal import Goal
from parta.idp.codes.challenge import Challenge, Proof, check, current, resend
from parta.idp.codes.rules import Purpose, Refusal, Why
from parta.kit import clock
from parta.kit.ui.csp import form_targets

LONGEST_TYPED = 12
GONE = {Why.NONE, Why.USED}
TOLD = "code-refused"  # in the session
WAITS = {Why.TOO_SOON, Why.TOO_MANY, Why.CROWD, Why.NO_MORE_TODAY}


@dataclass(frozen=True, slots=True)
class Step:
    """One code page of a site.

    `then` answers the request once the code was right.  `restart` is where another
    contact is typed.  `context` goes to the template: `steps` (done, all) draws the
    way, `back` names the link to `restart`, `behind` says what leads to the goal.
    """

    purpose: Purpose
    then: Callable[[HttpRequest, Proof], HttpResponse]
    restart: str
    goal: Goal | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    form_targets: tuple[str, ...] = ()
    template: str = "codes/code.html"


@sensitive_post_parameters("code")
def code_step(request: HttpRequest, step: Step) -> HttpResponse:
    if request.method != "POST":
        return _page(request, step)
    if "resend" in request.POST:
        refusal = _sent_again(request, step)
        if refusal and refusal.why in WAITS:
            return _page(request, step, refusal)
    else:
        typed = request.POST.get("code", "")
        found = check(request, step.purpose, typed)
        if isinstance(found, Proof):
            return step.then(request, found)
        if found.why not in GONE:  # gone: a second press, the first one's page is due
            _tell_once(request, step, found, typed)
    return HttpResponseRedirect(request.get_full_path())


def _tell_once(request: HttpRequest, step: Step, refusal: Refusal, typed: str) -> None:
    """For the page that follows: reloading an answer to a try would be another try."""
    request.session[TOLD] = {
        "purpose": step.purpose,
        "why": refusal.why,
        "tries_left": refusal.tries_left,
        "typed": typed[:LONGEST_TYPED],
    }


def _told(request: HttpRequest, step: Step) -> tuple[Refusal | None, str]:
    """What the last try was refused for, and what was typed; once."""
    told = request.session.pop(TOLD, None)
    if not told or told["purpose"] != step.purpose:
        return None, ""
    return Refusal(Why(told["why"]), tries_left=told["tries_left"]), told["typed"]


def _sent_again(request: HttpRequest, step: Step) -> Refusal | None:
    found = resend(request, step.purpose)
    return found if isinstance(found, Refusal) else None


def _page(request: HttpRequest, step: Step, refusal: Refusal | None = None) -> HttpResponse:
    challenge = current(request, step.purpose)
    if challenge is None:
        return HttpResponseRedirect(step.restart)
    typed = request.POST.get("code", "")[:LONGEST_TYPED]
    if refusal is None:
        refusal, typed = _told(request, step)
    shown = {**_shown(step, challenge, refusal), "typed": typed}
    response = render(request, step.template, shown)
    if refusal and refusal.why in WAITS:
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        response["Retry-After"] = str(ceil(refusal.retry_after.total_seconds()))
    targets = (*step.form_targets, *((step.goal.origin,) if step.goal else ()))
    return form_targets(response, *targets) if targets else response


def _shown(step: Step, challenge: Challenge, refusal: Refusal | None) -> dict[str, Any]:
    now = clock.now()
    left = max(challenge.resend_at - now, refusal.retry_after if refusal else timedelta())
    return {
        "challenge": challenge,
        "refusal": refusal,
        "left": max(ceil(left.total_seconds()), 0),
        "whole": max(ceil(challenge.wait.total_seconds()), 1),
        "dead": challenge.tries_left == 0 or challenge.expires_at <= now,
        "restart": step.restart,
        "goal": step.goal,
        "behind": "sign-in",
        **step.context,
    }
