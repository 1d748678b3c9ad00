"""One child's account as a parent sees it: never the password, never what a school keeps."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from parta import audit
from parta.civic.citizens.models import Citizen
from parta.civic.family.access import child_of, for_parents, parents_of
from parta.civic.family.rules import own_from
from parta.idp.accounts import fresh, signed_in
from parta.idp.accounts.identifiers import Kind
from parta.idp.cabinet.consents import given
from parta.idp.consent.models import Consent
from parta.idp.provider.grants import revoke
from parta.kit import clock
from parta.kit.birthdates import age
from parta.kit.row_key import row_key
from parta.kit.ui.dates import day_month


@require_safe
@for_parents
def child(request: HttpRequest, parent: Citizen, key: UUID) -> HttpResponse:
    row = child_of(parent, key)
    person = row.child
    shown = {
        "row": row,
        "child": person,
        "age": age(person.birthdate, clock.today()),
        "consent_day": clock.day_of(row.consent_at),
        "own_from": own_from(person.birthdate),
        "others": [other.parent for other in parents_of(person) if other.parent_id != parent.pk],
        "contacts": [(kind, person.contact(kind)) for kind in (Kind.PHONE, Kind.EMAIL)],
        "contact": next(iter(person.told_at()), ""),
        "consents": given(person),
        "places": _places(person),
        "until": clock.day_of(person.closes_at) if person.closes_at else None,
        "changed": request.GET.get("changed", ""),
    }
    return render(request, "civic/family/child.html", shown)


@require_POST
@for_parents
def end_sessions(request: HttpRequest, parent: Citizen, key: UUID) -> HttpResponse:
    """One of them, or all."""
    person = child_of(parent, key).child
    rows = signed_in.of(person.pk)
    if "all" not in request.POST:
        rows = rows.filter(sid=request.POST.get("sid", "").replace("\x00", ""))
    with transaction.atomic():
        if sids := signed_in.end(rows):
            revoke(Q(sid__in=sids))
            _note(request, "session.ended", person, {"sessions": len(sids)})
    return _back(person, "session")


@require_POST
@fresh.required
@for_parents
def withdraw(request: HttpRequest, parent: Citizen, key: UUID) -> HttpResponse:
    """Of one client, for the child; a second press finds nothing left to take back."""
    person = child_of(parent, key).child
    wanted = row_key(request.POST.get("consent", ""))
    with transaction.atomic():
        own = Consent.objects.select_for_update().filter(holder=person.pk)
        consent = own.filter(pk=wanted).first() if wanted is not None else None
        if consent:
            consent.delete()
            revoke(Q(holder=person.pk, client_id=consent.client_id))
            client = {"client": consent.client_id, "scopes": consent.scopes}
            _note(request, "consent.withdrawn", person, client)
    return _back(person, "consent")


def _places(person: Citizen) -> list[dict[str, object]]:
    return [
        {
            "sid": row.sid,
            "agent": row.agent or gettext("A browser"),
            "seen": day_month(clock.day_of(row.seen_at)),
            "phone": row.agent.startswith(("Android", "iPhone")),
        }
        for row in signed_in.of(person.pk)
    ]


def _note(request: HttpRequest, action: str, person: Citizen, detail: dict[str, object]) -> None:
    audit.record(
        action,
        actor=str(request.user.pk),
        object=f"account:{person.pk}",
        detail=detail,
        request=request,
    )


def _back(person: Citizen, changed: str) -> HttpResponse:
    address = reverse("family-child", kwargs={"key": person.pk})
    return HttpResponseRedirect(f"{address}?changed={changed}")
