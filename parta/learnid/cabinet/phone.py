"""The number changes: a code to the old one, then a code to the new one.

The codes of both are typed within one sitting; which number each proved is
written in the proof itself.
"""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
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
from parta.learnid.cabinet.own import learner_of, to_account
from parta.learnid.cabinet.waiting import waiting
from parta.learnid.learners import lookup
from parta.learnid.learners.models import Learner
from parta.learnid.learners.number import Taken, change_number
from parta.learnid.profiles.number import PhoneForm

KEY = "number"
OLD_PROVED_FOR = timedelta(minutes=15)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@typed.keeps("phone")
@fresh.required
def phone(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    posted = request.POST if request.method == "POST" else None
    form = PhoneForm(posted, initial=typed.before(request))
    if not form.is_bound or not form.is_valid():
        return _page(request, form)
    if wait := lookup.pay(request):
        late = codes.Refusal(codes.Why.TOO_MANY, wait)
        return waiting(_page(request, form, late), late)
    new = form.cleaned_data["phone"]
    if why := _unfit(new, learner):
        form.add_error("phone", why)
        return _page(request, form)
    request.session[KEY] = {"new": new, "old_at": 0.0}
    return _sent(request, learner.phone, "account-phone-old", form)


def _unfit(new: str, learner: Learner) -> str:
    if new == learner.phone:
        return _("This is your number already.")
    if Learner.objects.filter(phone=new).exists():
        return _("This number has an account of its own. Move the profiles there one by one.")
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh.required
def old_code(request: HttpRequest) -> HttpResponse:
    return _code(request, _old_proved, _("Not this number any more?"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh.required
def new_code(request: HttpRequest) -> HttpResponse:
    return _code(request, _new_proved, _("Another number"))


def _code(request: HttpRequest, then: Any, back: str) -> HttpResponse:
    step = codes.Step(
        purpose=Purpose.CONTACT,
        then=then,
        restart=reverse("account-phone"),
        context={"back": back, "ways_passed": ("civic",)},
    )
    return codes.code_step(request, step)


def _old_proved(request: HttpRequest, proof: Proof) -> HttpResponse:
    kept = request.session.get(KEY)
    if not kept or proof.to.value != learner_of(request).phone:
        return HttpResponseRedirect(reverse("account-phone"))
    request.session[KEY] = kept | {"old_at": proof.at.timestamp()}
    return _sent(request, kept["new"], "account-phone-new", PhoneForm({"phone": kept["new"]}))


def _new_proved(request: HttpRequest, proof: Proof) -> HttpResponse:
    kept = request.session.pop(KEY, None)
    since = clock.now().timestamp() - (kept["old_at"] if kept else 0.0)
    if not kept or proof.to.value != kept["new"] or since > OLD_PROVED_FOR.total_seconds():
        return HttpResponseRedirect(reverse("account-phone"))
    try:
        change_number(learner_of(request), kept["new"], request)
    except Taken:
        form = PhoneForm({"phone": kept["new"]})
        form.add_error("phone", _unfit(kept["new"], learner_of(request)))
        return _page(request, form)
    return to_account("phone")


def _sent(request: HttpRequest, to: str, page: str, form: PhoneForm) -> HttpResponse:
    sent = codes.issue(request, Identifier(Kind.PHONE, to), Purpose.CONTACT)
    if isinstance(sent, codes.Refusal):
        return waiting(_page(request, form, sent), sent)
    return HttpResponseRedirect(reverse(page))


def _page(
    request: HttpRequest, form: PhoneForm, refusal: codes.Refusal | None = None
) -> HttpResponse:
    shown = {"form": form, "refusal": refusal, "learner": learner_of(request)}
    return render(request, "learnid/number.html", shown)
