"""The page that changes or sets the password."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parta.idp.accounts import fresh, hashing, passwords, session
from parta.idp.accounts.account import Account
from parta.idp.accounts.known_data import known_data
from parta.idp.accounts.new_password import NewPassword
from parta.idp.cabinet.change_password import change_password


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@fresh.required
def password(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    posted = request.POST if request.method == "POST" else None
    form = NewPassword(posted, names=known_data(account))
    if not form.is_valid():
        return _page(request, account, form)
    try:
        encoded = passwords.encoded(form.cleaned_data["password"])
    except hashing.Busy:
        return _page(request, account, form, busy=True)
    change_password(request, account, encoded, "password.changed")
    return redirect(f"{reverse('account-security')}?changed=password")


def _page(
    request: HttpRequest, account: Account, form: NewPassword, busy: bool = False
) -> HttpResponse:
    shown = {"form": form, "busy": busy, "known": account.has_usable_password()}
    status = HTTPStatus.SERVICE_UNAVAILABLE if busy else HTTPStatus.OK
    response = render(request, "cabinet/password.html", shown, status=status)
    if busy:
        response["Retry-After"] = str(int(hashing.RETRY_AFTER.total_seconds()))
    return response
