"""The page of the second proof: a one-time password, a passkey, or a recovery code."""

from http import HTTPStatus
from math import ceil
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parta.idp.accounts import goal
from parta.idp.accounts.language import spoken
from parta.idp.codes.rules import read as read_digits
from parta.idp.factors import passkeys, recovery, totp, waiting
from parta.idp.factors.arrive import begin
from parta.idp.factors.rules import Refusal, Why
from parta.idp.factors.site import relying_party
from parta.idp.factors.standing import standing
from parta.idp.factors.waiting import Waiting
from parta.kit.own_path import own_path
from parta.kit.ui.csp import form_targets

LONGEST_TYPED = 40
CARRIED = ("next", "goal", "ui_locales")
STATUS = {
    Why.WAIT: HTTPStatus.TOO_MANY_REQUESTS,
    Why.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
}


@sensitive_post_parameters("code", "recovery", "credential")
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    owed = waiting.find(request)
    onward = own_path(request.GET.get("next", "/"))
    if owed is None:  # a second press finds the person in; else it begins anew
        done = request.user.is_authenticated and waiting.KEY not in request.session
        return HttpResponseRedirect(onward if done else _again(request))
    if request.method != "POST":
        return _page(request, owed)
    proved = _prove(request, owed)
    if isinstance(proved, Refusal):
        return _page(request, owed, proved)
    amr = tuple(dict.fromkeys((*owed.amr, *proved)))
    return begin(request, owed.account, amr, onward)


def _prove(request: HttpRequest, owed: Waiting) -> tuple[str, ...] | Refusal:
    """The ways of what was proved."""
    posted = request.POST
    if posted.get("credential"):
        found = passkeys.prove(request, posted["credential"])
        if isinstance(found, Refusal):
            return found
        return found.amr if found.account.pk == owed.account.pk else Refusal(Why.UNKNOWN)
    if "recovery" in posted:
        return recovery.prove(request, owed.account, posted["recovery"][:200]) or recovery.AMR
    digits = read_digits(posted.get("code", "")[:LONGEST_TYPED])
    if digits is None:
        return Refusal(Why.UNREADABLE)
    return totp.prove(request, owed.account, digits) or totp.AMR


def _page(request: HttpRequest, owed: Waiting, refusal: Refusal | None = None) -> HttpResponse:
    stands = standing(owed.account)
    leads = goal.read(request.GET.get("goal", ""))
    shown = {
        "refusal": refusal,
        "recovering": "recovery" in request.POST,
        "typed": request.POST.get("code", "")[:LONGEST_TYPED],
        "typed_recovery": request.POST.get("recovery", "")[:LONGEST_TYPED],
        "totp": stands.totp,
        "passkeys": bool(stands.passkeys and relying_party()),
        "codes_left": recovery.left(owed.account),
        "works_here": stands.required,
        "goal": leads,
        "again": _again(request),
    }
    with translation.override(spoken(request.GET.get("ui_locales", ""))):
        status = STATUS.get(refusal.why, HTTPStatus.OK) if refusal else HTTPStatus.OK
        response = render(request, "factors/second.html", shown, status=status)
    if refusal and refusal.retry_after:
        response["Retry-After"] = str(ceil(refusal.retry_after.total_seconds()))
    return form_targets(response, leads.origin) if leads else response


def _again(request: HttpRequest) -> str:
    carried = {key: request.GET[key] for key in CARRIED if key in request.GET}
    return f"{reverse('signin')}?{urlencode({'again': '1', **carried})}"
