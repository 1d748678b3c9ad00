"""A parent corrects what an account says of the child."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from parta.civic.cabinet.correct import correct
from parta.civic.cabinet.name import SAID, said_by, too_many
from parta.civic.cabinet.rules import may_move, price
from parta.civic.citizens.models import Citizen
from parta.civic.family.access import child_of, children_of, for_parents
from parta.civic.family.models import Guardianship
from parta.idp.accounts import fresh, typed
from parta.idp.accounts.about import About
from parta.kit import clock


@require_http_methods(["GET", "HEAD", "POST"])
@typed.keeps(*SAID)
@fresh.required
@for_parents
def name(request: HttpRequest, parent: Citizen, key: UUID) -> HttpResponse:
    row = child_of(parent, key)
    posted = request.POST if request.method == "POST" else None
    form = About(posted, initial=said_by(row.child) | typed.before(request))
    if not form.is_valid() or not _movable(row, form):
        return _page(request, row, form)
    found = correct(request, row.child_id, form.cleaned_data, parent)
    if isinstance(found, datetime):
        form.add_error(None, too_many(found))
        return _page(request, row, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not children_of(parent).filter(child_id=key).exists():  # 14 by the date that is right now
        return HttpResponseRedirect(reverse("family"))
    address = reverse("family-child", kwargs={"key": key})
    return HttpResponseRedirect(f"{address}?changed=name")


def _movable(row: Guardianship, form: About) -> bool:
    to = form.cleaned_data["birthdate"]
    if may_move(row.child.birthdate, to, clock.now() - row.since):
        return True
    words = gettext("A later date can be set in the first 30 days only. Check the year.")
    form.add_error("birthdate", words)
    return False


def _page(
    request: HttpRequest, row: Guardianship, form: About, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    shown = {"form": form, "child": row.child, "price": price(row.child.level)}
    return render(request, "civic/family/name.html", shown, status=status)
