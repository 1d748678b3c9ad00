"""The page of the recovery codes: how many are left; new ones are shown once, by a press."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from parta.idp.accounts import fresh, hashing, session
from parta.idp.factors import recovery
from parta.idp.factors.standing import standing
from parta.kit.own_path import own_path


@sensitive_variables("codes")
@require_http_methods(["GET", "HEAD", "POST"])
@fresh.required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    if not standing(account).has_second:
        return redirect("account-security")
    codes: list[str] = []
    busy = False
    if request.method == "POST":
        try:
            codes = recovery.make(request, account)
        except hashing.Busy:
            busy = True
    shown = {
        "codes": codes,
        "busy": busy,
        "left": recovery.left(account),
        "onward": onward(request),
        "leads_on": "next" in request.GET,
        "changed": request.GET.get("changed", ""),
    }
    status = HTTPStatus.SERVICE_UNAVAILABLE if busy else HTTPStatus.OK
    response = render(request, "factors/recovery_codes.html", shown, status=status)
    if busy:
        response["Retry-After"] = str(int(hashing.RETRY_AFTER.total_seconds()))
    return response


def address(request: HttpRequest, changed: str) -> str:
    """The page, which says what was done and leads on to where this one leads."""
    onwards = {"next": onward(request)} if "next" in request.GET else {}
    return f"{reverse('account-recovery-codes')}?{urlencode({'changed': changed, **onwards})}"


def onward(request: HttpRequest) -> str:
    return own_path(request.GET.get("next", reverse("account-security")))
