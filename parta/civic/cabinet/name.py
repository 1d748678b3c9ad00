"""The page that corrects name, date of birth and sex, and says first what that costs."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from parta.civic.cabinet.correct import correct
from parta.civic.cabinet.rules import MOST_CORRECTIONS, WITHIN, Price, price
from parta.civic.citizens.models import Citizen
from parta.civic.family.access import acting_parents_of
from parta.idp.accounts import fresh, typed
from parta.idp.accounts.about import About
from parta.kit import clock
from parta.kit.ui.dates import numeric

SAID = tuple(About.base_fields)


@require_http_methods(["GET", "HEAD", "POST"])
@typed.keeps(*SAID)
@fresh.required
def name(request: HttpRequest) -> HttpResponse:
    person = request.user
    assert isinstance(person, Citizen)
    parent = acting_parents_of(person).first()
    if parent:
        shown = {"parent": parent.parent}
        return render(request, "civic/cabinet/name_by_parent.html", shown)
    posted = request.POST if request.method == "POST" else None
    form = About(posted, initial=said_by(person) | typed.before(request))
    if not form.is_valid():
        return _page(request, person, form)
    found = correct(request, person.pk, form.cleaned_data, person)
    if isinstance(found, datetime):
        form.add_error(None, too_many(found))
        return _page(request, person, form, HTTPStatus.TOO_MANY_REQUESTS)
    if found is Price.NOTHING:
        return HttpResponseRedirect(f"{reverse('account')}?changed=name")
    return redirect("level-documents")


def said_by(person: Citizen) -> dict[str, object]:
    return {name: getattr(person, name) for name in SAID}


def too_many(until: datetime) -> str:
    return gettext(
        "These data have been corrected %(times)s times in %(days)s days. Next time: %(day)s."
    ) % {
        "times": MOST_CORRECTIONS,
        "days": WITHIN.days,
        "day": numeric(clock.day_of(until)),
    }


def _page(
    request: HttpRequest, person: Citizen, form: About, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    shown = {"form": form, "price": price(person.level)}
    return render(request, "civic/cabinet/name.html", shown, status=status)
