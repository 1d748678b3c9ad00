"""The third page: a password, and the account is there."""

from http import HTTPStatus
from math import ceil

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parta.civic.registration import draft as drafts
from parta.civic.registration.draft import Draft
from parta.civic.registration.open_account import open_account
from parta.civic.registration.way import way_of
from parta.idp import factors
from parta.idp.accounts import hashing, meant, passwords
from parta.idp.accounts.account import Account
from parta.idp.accounts.attempt import Refusal, attempt
from parta.idp.accounts.new_password import NewPassword

FACTORS = ("pwd", "otp")  # RFC 8176: both were given on the way


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    way, draft = way_of(request), drafts.read(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(way.to("registered"))
    if not draft.proved or draft.about is None:
        return _without_draft(request, draft)
    form = NewPassword(request.POST if request.method == "POST" else None, names=draft.known)
    if not form.is_valid():
        return _page(request, draft, form)
    try:
        encoded = passwords.encoded(form.cleaned_data["password"])
    except hashing.Busy:
        return _page(request, draft, form, busy=True)
    account = open_account(request, draft, encoded)
    if account is None:
        return _taken(request, draft)
    return _in(request, account)


def _in(request: HttpRequest, account: Account) -> HttpResponse:
    drafts.drop(request)
    return factors.go_on(request, account, FACTORS, way_of(request).to("registered"))


def _without_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """A second press may come after the first has closed the session: then it is a sign-in."""
    if request.method == "POST" and not draft.typed:
        found = attempt(request, request.POST.get("contact", ""), request.POST.get("password", ""))
        if not isinstance(found, Refusal):
            return _in(request, found)
    missing = "register-code" if draft.typed and draft.about else "register"
    return HttpResponseRedirect(way_of(request).to(missing))


def _page(
    request: HttpRequest, draft: Draft, form: NewPassword, *, busy: bool = False
) -> HttpResponse:
    shown = {"form": form, "way": way_of(request), "contact": _contact(draft), "busy": busy}
    response = render(request, "civic/registration/password.html", shown)
    if busy:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        response["Retry-After"] = str(ceil(hashing.RETRY_AFTER.total_seconds()))
    return response


def _taken(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The person has proved the contact, so they may know that an account has it."""
    meant.tell(request, _contact(draft))
    shown = {"contact": _contact(draft), "way": way_of(request)}
    return render(request, "civic/registration/taken.html", shown, status=HTTPStatus.CONFLICT)


def _contact(draft: Draft) -> str:
    return draft.contact.value if draft.contact else ""
