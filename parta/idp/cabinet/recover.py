"""A lost password: contact, code, new password, and the person is in.

Whether the contact has an account is told by nothing: without one no code is
sent, the pages are the same, and no code ever fits.
"""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parta.idp import codes, factors
from parta.idp.accounts import fresh, goal, hashing, meant, passwords, session
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.identifiers import Identifier, Kind, read
from parta.idp.accounts.known_data import known_data
from parta.idp.accounts.new_password import NewPassword
from parta.idp.cabinet.change_password import change_password
from parta.kit import clock
from parta.kit.own_path import own_path

CONTACTS = (Kind.PHONE, Kind.EMAIL)
KEY, ONLY = "recover", "recover-only"  # of the session
PROVED_FOR = timedelta(minutes=15)
CARRIED = ("next", "goal")
FACTORS = {Kind.PHONE: ("otp", "sms"), Kind.EMAIL: ("otp",)}
"""RFC 8176: how this session has begun."""


class Form(forms.Form):
    identifier = forms.CharField(
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind in CONTACTS if kind in model().KINDS]
        by_mail = Kind.EMAIL in self.kinds
        field = self.fields["identifier"]
        field.label = _("Phone or e-mail") if by_mail else _("Phone")
        field.error_messages["required"] = _("Type the contact that you sign in with.")

    def clean_identifier(self) -> Identifier:
        for found in read(self.cleaned_data["identifier"]):
            if found.kind in self.kinds:
                return found
        if Kind.EMAIL in self.kinds:
            raise ValidationError(_("Type a phone like +7 199 111-11-11, or an e-mail."), "unread")
        raise ValidationError(_("Type a phone like +7 199 111-11-11."), "unread")


@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        form = Form(initial={"identifier": meant.told(request)})
        return _page(request, "contact", {"form": form})
    form = Form(request.POST)
    if not form.is_valid():
        return _page(request, "contact", {"form": form})
    to = form.cleaned_data["identifier"]
    nobody = model().find([to]) is None
    sent = codes.issue(request, to, codes.Purpose.RECOVER, silent=nobody)
    if isinstance(sent, codes.Refusal):
        return _page(request, "contact", {"form": form, "refusal": sent})
    request.session.pop(KEY, None)
    request.session.pop(ONLY, None)
    return HttpResponseRedirect(_to(request, "recover-code"))


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    if _proved(request):  # a second press, or a step back
        return HttpResponseRedirect(_to(request, "recover-password"))
    step = codes.Step(
        purpose=codes.Purpose.RECOVER,
        then=_remember,
        restart=_to(request, "recover"),
        goal=goal.read(request.GET.get("goal", "")),
        context={"steps": (2, 3)},
    )
    return codes.code_step(request, step)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    proof = _proved(request)
    account = _whose(request, proof) if proof else None
    if proof is None or account is None:
        done = request.user.is_authenticated  # by the first of two presses
        return HttpResponseRedirect(_next(request) if done else _to(request, "recover"))
    amr = _proofs(request, account, proof)
    if factors.is_due(account, amr):  # first: who only reads the messages changes nothing
        return factors.go_on(request, account, amr, request.get_full_path())
    form = NewPassword(
        request.POST if request.method == "POST" else None, names=known_data(account)
    )
    shown = {"form": form, "contact": proof.value, "carried": ONLY in request.session}
    if not form.is_valid():
        return _page(request, "password", shown)
    try:
        encoded = passwords.encoded(form.cleaned_data["password"])
    except hashing.Busy:
        return _page(request, "password", shown | {"busy": True})
    del request.session[KEY]
    request.session.pop(ONLY, None)
    change_password(request, account, encoded, "password.recovered")
    return factors.go_on(request, account, amr, _next(request))


def carry(request: HttpRequest, to: Identifier, account: Account) -> None:
    """A proof given elsewhere in this session opens the password page of `account`.

    Of no other account that `to` may come to meanwhile, and only while the password
    stays what it is.
    """
    request.session[KEY] = [to.kind, to.value, clock.now().timestamp()]
    request.session[ONLY] = account.get_session_auth_hash()


def _whose(request: HttpRequest, proof: Identifier) -> Account | None:
    account, only = model().find([proof]), request.session.get(ONLY)
    if account is None or only is None:
        return account
    return account if constant_time_compare(account.get_session_auth_hash(), only) else None


def _proofs(request: HttpRequest, account: Account, proof: Identifier) -> tuple[str, ...]:
    """The code, and what this session has just asked for besides."""
    here = session.current(request)
    also = here.amr if here and here.account.pk == account.pk and fresh.fresh(request) else ()
    return tuple(dict.fromkeys((*FACTORS[proof.kind], *also)))


def _remember(request: HttpRequest, proof: codes.Proof) -> HttpResponse:
    request.session[KEY] = [proof.to.kind, proof.to.value, proof.at.timestamp()]
    request.session.pop(ONLY, None)
    return HttpResponseRedirect(_to(request, "recover-password"))


def _proved(request: HttpRequest) -> Identifier | None:
    """The contact that this session has proved a short while ago."""
    if KEY not in request.session:
        return None
    kind, value, at = request.session[KEY]
    young = clock.now().timestamp() - at < PROVED_FOR.total_seconds()
    return Identifier(Kind(kind), value) if young else None


def _next(request: HttpRequest) -> str:
    return own_path(request.GET.get("next", "/"))


def _to(request: HttpRequest, name: str) -> str:
    query = urlencode({key: request.GET[key] for key in CARRIED if key in request.GET})
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _regain() -> str:
    """Where who has lost every contact goes; "" on a site that knows nobody by their papers."""
    try:
        return reverse("regain")
    except NoReverseMatch:
        return ""


def _page(request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
    links = {
        "signin": _to(request, "signin"),
        "recover": _to(request, "recover"),
        "regain": _regain(),
    }
    context = {
        "refusal": None,
        "busy": False,
        "carried": False,
        "goal": goal.read(request.GET.get("goal", "")),
        "links": links,
        **shown,
    }
    response = render(request, f"cabinet/recover_{name}.html", context)
    if context["busy"]:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        response["Retry-After"] = str(int(hashing.RETRY_AFTER.total_seconds()))
    return response
