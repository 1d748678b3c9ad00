"""A fresh sign-in for who has no password: a code to the contact that is proved."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from parta.idp import codes
from parta.idp.accounts import goal, session
from parta.idp.accounts.account import Account
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.factors.arrive import go_on
from parta.kit.own_path import own_path

CARRIED = ("next", "goal", "ui_locales")
AMR = {Kind.PHONE: ("otp", "sms"), Kind.EMAIL: ("otp",)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_code(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    if request.method == "POST" and "send" in request.POST:
        return _sent(request, account)
    return codes.code_step(
        request,
        codes.Step(
            purpose=codes.Purpose.SIGN_IN,
            then=lambda request, proof: _in(request, account, proof),
            restart=_to(request, "signin", again="1"),
            goal=goal.read(request.GET.get("goal", "")),
            context={"back": gettext("Sign-in")},
        ),
    )


def contact_of(account: Account) -> Identifier | None:
    """Where a code for the account goes, if it may be asked for: never beside a password."""
    if account.has_usable_password():
        return None
    known = account.claims()
    for kind, claim in ((Kind.PHONE, "phone_number"), (Kind.EMAIL, "email")):
        if known.get(claim) and known.get(f"{claim}_verified"):
            return Identifier(kind, str(known[claim]))
    return None


def _sent(request: HttpRequest, account: Account) -> HttpResponse:
    to = contact_of(account)
    if to is None:
        return HttpResponseRedirect(_to(request, "signin", again="1"))
    sent = codes.issue(request, to, codes.Purpose.SIGN_IN)
    if isinstance(sent, codes.Refusal):
        return HttpResponseRedirect(_to(request, "signin", again="1", refused=sent.why))
    return HttpResponseRedirect(_to(request, "signin-own-code"))


def _in(request: HttpRequest, account: Account, proof: codes.Proof) -> HttpResponse:
    """The contact has to be the account's still."""
    if proof.to != contact_of(account):
        return HttpResponseRedirect(_to(request, "signin", again="1"))
    return go_on(request, account, AMR[proof.to.kind], own_path(request.GET.get("next", "/")))


def _to(request: HttpRequest, name: str, **more: str) -> str:
    carried = {key: request.GET[key] for key in CARRIED if key in request.GET}
    return f"{reverse(name)}?{urlencode({**carried, **more})}"
