"""The page that changes or sets the password.

Who came in by the password types it once more; who came by a code or a key may have none
to remember: for them a fresh sign-in stands for it.
"""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parta.idp.accounts import fresh, hashing, passwords, session, tries
from parta.idp.accounts.account import Account
from parta.idp.accounts.known_data import known_data
from parta.idp.accounts.new_password import NewPassword
from parta.idp.accounts.rules import PERSON
from parta.idp.cabinet.change_password import change_password
from parta.kit import clock


class AnotherPassword(NewPassword):
    present = forms.CharField(
        label=_("Present password"),
        max_length=1000,
        strip=False,
        error_messages={"required": _("Type the present password.")},
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, data: Mapping[str, Any] | None, account: Account, *, asks: bool) -> None:
        super().__init__(data, names=known_data(account))
        self.asks = asks
        if not asks:
            del self.fields["present"]


@sensitive_post_parameters("password", "present")
@require_http_methods(["GET", "HEAD", "POST"])
@fresh.required
def password(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    posted = request.POST if request.method == "POST" else None
    form = AnotherPassword(posted, account, asks=_asks(request, account))
    if not form.is_valid():
        return _page(request, account, form)
    try:
        if form.asks and (refused := _refused(request, account, form)):
            return refused
        encoded = passwords.encoded(form.cleaned_data["password"])
    except hashing.Busy:
        return _busy(request, account, form)
    change_password(request, account, encoded, "password.changed")
    return redirect(f"{reverse('account-security')}?changed=password")


def _asks(request: HttpRequest, account: Account) -> bool:
    signed_in = session.current(request)
    by_password = signed_in is not None and "pwd" in signed_in.amr
    return by_password and account.has_usable_password()


def _refused(request: HttpRequest, account: Account, form: AnotherPassword) -> HttpResponse | None:
    """Whoever guesses in an open browser waits there; the owner elsewhere does not."""
    signed_in = session.current(request)
    purse = tries.key("present", str(account.pk), signed_in.sid if signed_in else "")
    now = clock.now()
    if wait := tries.pay(purse, PERSON, now):
        return _page(request, account, form, wait)
    try:
        right = hashing.matches(form.cleaned_data["present"], account.password)
    except hashing.Busy:
        tries.give_back(purse, now)
        raise
    if right:
        tries.forget(purse)
        return None
    form.add_error("present", gettext("This is not the present password."))
    return _page(request, account, form)


def _busy(request: HttpRequest, account: Account, form: AnotherPassword) -> HttpResponse:
    response = _page(request, account, form, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(int(hashing.RETRY_AFTER.total_seconds()))
    return response


def _page(
    request: HttpRequest,
    account: Account,
    form: AnotherPassword,
    wait: timedelta | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    shown = {
        "form": form,
        "busy": status is HTTPStatus.SERVICE_UNAVAILABLE,
        "wait": ceil(wait.total_seconds() / 60) if wait else 0,
        "known": account.has_usable_password(),
    }
    if wait:
        status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "cabinet/password.html", shown, status=status)
