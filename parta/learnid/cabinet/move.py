"""A profile goes to another number: the number is typed, and a code sent to it typed here."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parta.idp import codes
from parta.idp.accounts import fresh, typed
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.codes import Proof, Purpose
from parta.kit import clock
from parta.kit.ui.contacts import masked
from parta.learnid.cabinet.own import kept, learner_of, to_account
from parta.learnid.cabinet.waiting import waiting
from parta.learnid.learners import make
from parta.learnid.parents.end import hand_over
from parta.learnid.parents.rules import Act, grown
from parta.learnid.profiles import chosen
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.move import move as moved_to
from parta.learnid.profiles.number import PhoneForm
from parta.learnid.profiles.tell import tell
from parta.learnid.profiles.write import Taken


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@typed.keeps("phone")
@fresh.required
def move(request: HttpRequest, key: UUID) -> HttpResponse:
    profile = kept(request, key, Act.MOVE)
    posted = request.POST if request.method == "POST" else None
    form = PhoneForm(posted, initial=typed.before(request))
    if not form.is_bound or not form.is_valid():
        return _page(request, profile, form)
    phone = form.cleaned_data["phone"]
    if phone == learner_of(request).phone:
        form.add_error("phone", _("The profile stands under this number already."))
        return _page(request, profile, form)
    sent = codes.issue(request, Identifier(Kind.PHONE, phone), Purpose.CONTACT)
    if isinstance(sent, codes.Refusal):
        return waiting(_page(request, profile, form, refusal=sent), sent)
    return HttpResponseRedirect(reverse("profile-move-code", args=[key]))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh.required
def code(request: HttpRequest, key: UUID) -> HttpResponse:
    profile = kept(request, key, Act.MOVE)
    step = codes.Step(
        purpose=Purpose.CONTACT,
        then=lambda request, proof: _move(request, proof, profile),
        restart=reverse("profile-move", args=[key]),
        context={"back": _("Another number"), "ways_passed": ("civic",)},
    )
    return codes.code_step(request, step)


def _move(request: HttpRequest, proof: Proof, profile: Profile) -> HttpResponse:
    before, phone = learner_of(request), proof.to.value
    there, _new = make.learner_of(phone, request)
    if not there.is_active or there.closes_at:  # it would be erased with the account
        return _page(request, profile, _wrong(phone, _("This number is closed here.")))
    try:
        with transaction.atomic():
            _handed_over(request, profile)
            moved_to(profile, there, request)
            words = _("%(site)s: the learning profile of %(name)s is now at %(number)s.")
            tell({before.phone, phone}, profile, words.replace("%(number)s", masked(phone)))
    except Taken:
        taken = _("That number has a learning profile of this person already.")
        return _page(request, profile, _wrong(phone, taken))
    chosen.forget(request)
    return to_account("moved")


def _handed_over(request: HttpRequest, profile: Profile) -> None:
    """From 14 on the own number is the hand-over; before that parents stay."""
    if grown(profile.birthdate, clock.today()):
        hand_over(profile, learner_of(request), request)


def _wrong(phone: str, why: str) -> PhoneForm:
    form = PhoneForm({"phone": phone})
    form.add_error("phone", why)
    return form


def _page(request: HttpRequest, profile: Profile, form: PhoneForm, **more: Any) -> HttpResponse:
    shown = {"profile": profile, "form": form, "refusal": None, **more}
    return render(request, "learnid/move.html", shown)
