"""The page on which a parent is asked to look after a profile."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parta.idp.accounts import fresh, typed
from parta.idp.codes import Refusal
from parta.learnid.cabinet.own import kept, learner_of, to
from parta.learnid.cabinet.waiting import waiting
from parta.learnid.parents.ask import ask
from parta.learnid.parents.rules import Act
from parta.learnid.profiles.models import Profile
from parta.learnid.profiles.number import PhoneForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@typed.keeps("phone")
@fresh.required
def ask_parent(request: HttpRequest, key: UUID) -> HttpResponse:
    profile, learner = kept(request, key, Act.ASK), learner_of(request)
    posted = request.POST if request.method == "POST" else None
    form = PhoneForm(posted, initial=typed.before(request))
    if not form.is_bound or not form.is_valid():
        return _page(request, profile, form)
    phone = form.cleaned_data["phone"]
    if phone == learner.phone:
        form.add_error("phone", _("This is the number of the profile itself. Type the parent's."))
        return _page(request, profile, form)
    refused = ask(profile, phone, learner, request)
    return _page(request, profile, form, refused) if refused else to("profile", key, done="asked")


def _page(
    request: HttpRequest, profile: Profile, form: PhoneForm, refusal: Refusal | None = None
) -> HttpResponse:
    shown = {"profile": profile, "form": form, "refusal": refusal}
    page = render(request, "learnid/ask.html", shown)
    return waiting(page, refusal) if refusal else page
