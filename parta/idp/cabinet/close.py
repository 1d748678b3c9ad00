"""The pages of closing: what happens, that it has, and the way back until the account is erased."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parta.idp.accounts import fresh, session
from parta.idp.accounts.account import Account
from parta.idp.cabinet.closing import close, going_on, objections, restore, shut
from parta.kit import clock
from parta.kit.own_path import FRONT, own_path
from parta.kit.ui.dates import numeric

TOLD = "closed-until"  # in the session of whoever has just left


@require_http_methods(["GET", "HEAD", "POST"])
@fresh.required
def close_account(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    against = objections(account)
    if request.method != "POST" or against:
        shown = {
            "against": against,
            "going_on": going_on(account),
            "days": settings.CLOSING_GRACE.days,
        }
        status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
        return render(request, "cabinet/close.html", shown, status=status)
    until = _day(close(request, account.pk, account))
    logout(request)
    request.session[TOLD] = until
    return redirect("account-closed")


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("account")
    return render(request, "cabinet/closed.html", {"until": request.session.get(TOLD, "")})


@require_safe
@login_required
def closing(request: HttpRequest) -> HttpResponse:
    """Every page of a closed account leads here: parta/idp/cabinet/closed_door.py."""
    account = session.account(request)
    if account.closes_at is None:
        return HttpResponseRedirect(_next(request))
    shown = {"until": _day(account), "against": shut(account), "next": _next(request)}
    return render(request, "cabinet/closing.html", shown)


@require_POST
@login_required
def have_back(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    if shut(account):
        return redirect("account-closing")
    restore(request, account.pk, account)
    onward, security = own_path(request.POST.get("next", FRONT)), reverse("account-security")
    if onward in {FRONT, reverse("account"), security}:  # nothing waits: time to say so
        return redirect(f"{security}?changed=restored")
    return HttpResponseRedirect(onward)


def _day(account: Account) -> str:
    assert account.closes_at
    return numeric(clock.day_of(account.closes_at))


def _next(request: HttpRequest) -> str:
    return own_path(request.GET.get("next", FRONT))
