"""The page of one's level: what one has, what raises it, and what a desk has said."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.civic.assurance.levels import ladder, next_step
from parta.civic.assurance.models import BankCheck, ConfirmedBefore, Deed, Document, Visit
from parta.civic.citizens.models import Citizen
from parta.kit import clock
from parta.kit.birthdates import age


@require_safe
@login_required
def level(request: HttpRequest) -> HttpResponse:
    citizen = request.user
    assert isinstance(citizen, Citizen)
    document = Document.objects.filter(citizen=citizen).first()
    years = age(citizen.birthdate, clock.today())
    shown = {
        "level": citizen.level,
        "states": ladder(citizen.level, years),
        "step": next_step(citizen.level, years),
        "document": document,
        "snils_end": (citizen.snils or "")[-2:],
        "said": _said(citizen),
        "before": ConfirmedBefore.objects.filter(citizen=citizen).first(),
        "banks": bool(settings.BANKS),
    }
    return render(request, "civic/assurance/level.html", shown)


def _said(citizen: Citizen) -> Visit | BankCheck | None:
    """What a desk or a bank has decided last; after that nothing is decided any more."""
    visits = Visit.objects.filter(citizen=citizen, deed=Deed.CONFIRM).order_by("-at", "-pk")
    checks = BankCheck.objects.filter(citizen=citizen).order_by("-at", "-pk")
    last = [row for row in (visits.first(), checks.first()) if row]
    return max(last, key=lambda row: row.at, default=None)
