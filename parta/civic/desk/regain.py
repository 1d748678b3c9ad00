"""«Нет доступа к контактам»: the visitor's own pages, in the visitor's own browser.

Another contact, the code that comes to it, then eight digits to say to the
clerk.  Nothing here tells whether anybody has an account.
"""

import secrets
from datetime import datetime

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from parta.civic.desk.models import Recovery
from parta.civic.desk.queue import known_place, places
from parta.civic.desk.show_code import DRAWS, LIVES, minutes_left
from parta.civic.registration.form import ContactField
from parta.idp import codes
from parta.idp.accounts import meant
from parta.idp.cabinet import recover
from parta.kit import clock

KEY, PLACE = "regain", "regain-place"  # of the session
DIGITS = 8
"""A code of six digits opens the data of who shows it; this one opens nothing by itself."""


class Form(forms.Form):
    contact = ContactField(
        label=_("New phone or e-mail"),
        help_text=_("One that you can read now: a code comes to it."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def regain(request: HttpRequest) -> HttpResponse:
    if request.method != "POST" and _current(request):
        return redirect("regain-wait")
    form = Form(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form)
    sent = codes.issue(request, form.cleaned_data["contact"], codes.Purpose.REGAIN)
    if isinstance(sent, codes.Refusal):
        return _page(request, form, sent)
    request.session[PLACE] = known_place(request.POST.get("place", ""))
    return redirect("regain-code")


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    if codes.current(request, codes.Purpose.REGAIN) is None and _current(request):
        return redirect("regain-wait")  # a second press: the first one has proved it
    step = codes.Step(codes.Purpose.REGAIN, then=_proved, restart=reverse("regain"))
    return codes.code_step(request, step)


@require_http_methods(["GET", "HEAD", "POST"])
def wait(request: HttpRequest) -> HttpResponse:
    """The eight digits, and what the clerk has decided; a press goes on to the password."""
    recovery = _current(request)
    if recovery and recovery.state == Recovery.State.GRANTED:
        meant.tell(request, recovery.contact)
    if request.method == "POST":
        return _go_on(request, recovery)
    if recovery is None:
        return redirect("regain")
    shown = {"recovery": recovery, "minutes": minutes_left(recovery, clock.now())}
    return render(request, "civic/desk/regain_wait.html", shown)


def _proved(request: HttpRequest, proof: codes.Proof) -> HttpResponse:
    place = request.session.pop(PLACE, "")
    recovery = draw(Recovery(kind=proof.to.kind, contact=proof.to.value, place=place), clock.now())
    request.session[KEY] = str(recovery.pk)
    return redirect("regain-wait")


def _go_on(request: HttpRequest, recovery: Recovery | None) -> HttpResponse:
    """The proof given here leads to the password once; later another code is due."""
    account = recovery.opens if recovery else None
    if recovery and account and not account.has_usable_password():
        with transaction.atomic():
            won = Recovery.objects.filter(pk=recovery.pk, opens=account).update(opens=None)
        if won:
            recover.carry(request, recovery.to, account)
    return redirect("recover-password")


def draw(recovery: Recovery, now: datetime) -> Recovery:
    """Keep it under a code that nobody else shows."""
    for _draw in range(DRAWS):
        recovery.code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        recovery.made_at, recovery.expires_at = now, now + LIVES
        try:
            with transaction.atomic():
                recovery.save(force_insert=True)
        except IntegrityError:
            continue
        return recovery
    raise RuntimeError("No free code was drawn.")


def _current(request: HttpRequest) -> Recovery | None:
    key = request.session.get(KEY, "")
    living = Recovery.objects.filter(expires_at__gt=clock.now())
    return living.filter(pk=key).first() if key else None


def _page(request: HttpRequest, form: Form, refusal: codes.Refusal | None = None) -> HttpResponse:
    shown = {
        "form": form,
        "refusal": refusal,
        "places": places(),
        "chosen": request.POST.get("place", ""),
    }
    return render(request, "civic/desk/regain.html", shown)
