"""An account, found by a contact that its owner has proved: its sessions, and shutting it."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from parta.audit import record
from parta.idp.accounts import fresh, session, signed_in, typed
from parta.idp.accounts.account import Account
from parta.idp.accounts.models import SignedIn
from parta.idp.operators.access import actor, for_operators
from parta.idp.operators.frame import frame
from parta.idp.provider.disable import disable, enable, meant_by

IN_WORK = "operator-person"  # key of the session: no contact stands in an address
LONGEST = 254


class Reason(forms.Form):
    reason = forms.CharField(label=_("Why"), help_text=_("It goes into the audit."), max_length=200)


@require_safe
@for_operators
def people(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@for_operators
def find(request: HttpRequest) -> HttpResponse:
    """Each look is written down, also of somebody who is not there."""
    contact = request.POST.get("contact", "")[:LONGEST].replace("\x00", "").strip()
    found = meant_by(contact)
    request.session[IN_WORK] = contact
    typed.forget(request)  # a reason is of one account
    with transaction.atomic():
        about = f"account:{found.pk}" if found else "account:none"
        record("account.shown", actor=actor(request), object=about, request=request)
    return redirect("operator-people")


@require_POST
@for_operators
@fresh.required
def end_sessions(request: HttpRequest) -> HttpResponse:
    found = _in_work(request)
    with transaction.atomic():
        if sids := signed_in.end(SignedIn.objects.filter(account_id=found.pk)):
            record(
                "session.ended",
                actor=actor(request),
                object=f"account:{found.pk}",
                detail={"sessions": len(sids)},
                request=request,
            )
    return redirect(f"{reverse('operator-people')}?changed=sessions")


@require_POST
@typed.keeps("reason")
@for_operators
@fresh.required
def switch(request: HttpRequest) -> HttpResponse:
    """Shutting an account, or opening it again.  Nobody shuts their own."""
    found, form = _in_work(request), Reason(request.POST)
    if found.pk == session.account(request).pk:
        return _page(request)
    if not form.is_valid():
        return _page(request, form)
    turn = enable if request.POST.get("on") == "yes" else disable
    turn(found, actor(request), form.cleaned_data["reason"], request)
    return redirect(f"{reverse('operator-people')}?changed=switch")


def _in_work(request: HttpRequest) -> Account:
    found = meant_by(request.session.get(IN_WORK, ""))
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, form: Reason | None = None) -> HttpResponse:
    contact, before = request.session.get(IN_WORK, ""), typed.before(request)
    found = meant_by(contact) if contact else None
    shown: dict[str, Any] = {
        "frame": frame(request),
        "typed": contact,
        "person": found,
        "names": _names(found) if found else [],
        "places": list(signed_in.of(found.pk)) if found else [],
        "own": found is not None and found.pk == session.account(request).pk,
        "form": form or Reason(initial=before),
        "before": before,
        "changed": request.GET.get("changed", ""),
    }
    return render(request, "operators/people.html", shown)


def _names(account: Account) -> list[str]:
    """Of everybody whom the account stands for."""
    wanted = ("family_name", "given_name", "middle_name")
    known = [holder.claims() for holder in account.holders()]
    return [" ".join(str(claims[name]) for name in wanted if name in claims) for claims in known]
