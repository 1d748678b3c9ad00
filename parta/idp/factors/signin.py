"""The sign-in page: an identifier and a password, or a passkey; then on to where one was going."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parta.idp.accounts import meant
from parta.idp.accounts.account import Account, model
from parta.idp.accounts.attempt import Refusal, Why, attempt
from parta.idp.accounts.goal import Goal, read
from parta.idp.accounts.identifiers import Kind
from parta.idp.accounts.language import spoken
from parta.idp.factors.arrive import go_on
from parta.idp.factors.own_code import contact_of
from parta.kit.own_path import own_path
from parta.kit.ui.contacts import masked
from parta.kit.ui.csp import form_targets

STATUS = {Why.WRONG: 200, Why.SHUT: 403, Why.WAIT: 429, Why.BUSY: 503}
NOT_LOOKED_AT = {Why.WAIT, Why.BUSY}  # the password may be right: it need not be typed again
LABELS = {
    (Kind.PHONE,): _("Phone"),
    (Kind.PHONE, Kind.EMAIL, Kind.SNILS): _("Phone, e-mail or SNILS"),
}


class Form(forms.Form):
    identifier = forms.CharField(
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username webauthn", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["identifier"].label = LABELS[model().KINDS]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page says."""

    next: str  # an address of this site
    again: bool  # a fresh sign-in is wanted, whoever is signed in
    hint: str
    goal: Goal | None
    language: str


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    if request.method != "POST":
        if request.user.is_authenticated and not asked.again:
            return HttpResponseRedirect(asked.next)
        if asked.hint:  # for the page of a lost password
            meant.tell(request, asked.hint)
        return _page(request, asked, Form(initial={"identifier": meant.told(request)}))
    form = Form(request.POST)
    if not form.is_valid():
        return _page(request, asked, form)
    found = attempt(request, form.cleaned_data["identifier"], form.cleaned_data["password"])
    if isinstance(found, Refusal):
        return _page(request, asked, form, found)
    return go_on(request, found, ("pwd",), asked.next)


def _asked(request: HttpRequest) -> Asked:
    query = request.GET
    return Asked(
        next=own_path(query.get("next", "/")),
        again="again" in query,
        hint=query.get("login_hint", "")[:254].replace("\x00", ""),
        goal=read(query.get("goal", "")),
        language=spoken(query.get("ui_locales", "")),
    )


def _page(
    request: HttpRequest, asked: Asked, form: Form, refusal: Refusal | None = None
) -> HttpResponse:
    form.fields["password"].widget.render_value = bool(refusal and refusal.why in NOT_LOOKED_AT)
    shown = {
        "form": form,
        "goal": asked.goal,
        "refusal": refusal,
        "links": {
            "recover": _way(request, "recover"),
            "register": _registration(request),
        },
        "back": asked.goal.site if asked.goal else "",
        "own_contact": _own_contact(request),
    }
    with translation.override(asked.language):
        response = render(request, "provider/signin.html", shown)
    if refusal:
        response.status_code = STATUS[refusal.why]
    if refusal and refusal.retry_after:
        response["Retry-After"] = refusal.seconds
    return form_targets(response, asked.goal.origin) if asked.goal else response


def _own_contact(request: HttpRequest) -> str:
    """Of who is in without a password and has to sign in anew: a code goes there."""
    to = contact_of(request.user) if isinstance(request.user, Account) else None
    return masked(to.value) if to else ""


def _registration(request: HttpRequest) -> str:
    """Where an account is made; "" on a site that makes it on the way in."""
    try:
        return _way(request, "register")
    except NoReverseMatch:
        return ""


def _way(request: HttpRequest, name: str) -> str:
    """The page `name`, which leads on to where this one leads."""
    query = urlencode({key: request.GET[key] for key in ("next", "goal") if key in request.GET})
    return f"{reverse(name)}?{query}" if query else reverse(name)
