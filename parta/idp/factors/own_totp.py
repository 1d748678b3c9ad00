"""The page of the app with one-time passwords: shown as a QR code and as text, then confirmed."""

from http import HTTPStatus
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from parta.idp.accounts import fresh, session
from parta.idp.accounts.account import Account
from parta.idp.codes.rules import read as read_digits
from parta.idp.factors import own_recovery_codes, recovery, totp
from parta.idp.factors.rules import Refusal, Why
from parta.idp.factors.second import LONGEST_TYPED, STATUS
from parta.idp.factors.standing import standing
from parta.kit.ui import qr


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@fresh.required
def app(request: HttpRequest) -> HttpResponse:
    """Set up; the recovery codes follow at once."""
    account = session.account(request)
    if standing(account).totp:
        return redirect("account-security")
    if request.method != "POST":
        return _page(request, account)
    digits = read_digits(request.POST.get("code", "")[:LONGEST_TYPED])
    refused = totp.set_up(request, account, digits) if digits else Refusal(Why.UNREADABLE)
    if refused:
        return _page(request, account, refused)
    if recovery.left(account):
        waits = "next" in request.GET
        onward = own_recovery_codes.onward(request)
        return redirect(onward if waits else f"{onward}?changed=totp")
    return redirect(own_recovery_codes.address(request, "totp"))


@require_POST
@fresh.required
def off(request: HttpRequest) -> HttpResponse:
    refused = totp.remove(request, session.account(request))
    changed = refused.why if refused else "totp-gone"
    return redirect(f"{reverse('account-security')}?changed={changed}")


@sensitive_variables("secret")
def _page(request: HttpRequest, account: Account, refusal: Refusal | None = None) -> HttpResponse:
    secret = totp.offered(account)
    shown = {
        "secret": secret,
        "picture": qr.of_text(totp.address(account, secret), gettext("The secret as a QR code")),
        "address": totp.address(account, secret),
        "refusal": refusal,
        "typed": request.POST.get("code", "")[:LONGEST_TYPED],
        "back": own_recovery_codes.onward(request),
    }
    status = STATUS.get(refusal.why, HTTPStatus.OK) if refusal else HTTPStatus.OK
    response = render(request, "factors/totp.html", shown, status=status)
    if refusal and refusal.retry_after:
        response["Retry-After"] = str(ceil(refusal.retry_after.total_seconds()))
    return response
