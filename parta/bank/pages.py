"""The two pages of the demo bank's own: who may be tried here, and what it knows of one."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from parta.bank.customers.load import customers
from parta.bank.customers.models import Customer
from parta.kit import clock
from parta.kit.demo.people import today


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("account")
    cast = customers(today(clock.now())) if settings.DEMO else []
    return render(request, "bank/front.html", {"cast": cast})


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, Customer)
    return render(request, "bank/account.html", {"customer": request.user})
