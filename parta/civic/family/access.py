"""The only way to a child of one's own, and to what is known of a child that somebody types."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from parta.civic.assurance.levels import CONFIRMED
from parta.civic.assurance.models import ConfirmedBefore, Document
from parta.civic.citizens.models import Citizen
from parta.civic.family.form import ChildForm
from parta.civic.family.models import Guardianship
from parta.civic.family.rules import (
    PARENT_FROM,
    WAITED_FOR,
    Owner,
    Way,
    last_own,
    may_lead,
    way,
    young,
)
from parta.kit import clock
from parta.kit.birthdates import age
from parta.kit.names import folded

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Citizen, P], HttpResponse]


def for_parents(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A grown-up who is not confirmed is told what is missing; to a child there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = request.user
        assert isinstance(person, Citizen)
        years = age(person.birthdate, clock.today())
        if years < PARENT_FROM:
            raise Http404
        if not may_lead(person.level, years):
            before = ConfirmedBefore.objects.filter(citizen=person).first()
            shown = {"before": before}
            return render(request, "civic/family/not_confirmed.html", shown, status=403)
        return view(request, person, *args, **kwargs)

    return login_required(guarded)


def in_force() -> QuerySet[Guardianship]:
    """The date rule: at the 14th birthday the say of a parent is over, whatever a job has done."""
    return Guardianship.objects.filter(
        ended_at=None, child__birthdate__gt=last_own(clock.today()), child__is_active=True
    )


def children_of(parent: Citizen) -> QuerySet[Guardianship]:
    rows = in_force().filter(parent=parent).select_related("child")
    return rows.order_by("child__birthdate", "pk")


def child_of(parent: Citizen, key: UUID) -> Guardianship:
    """Another's child is as absent as one that never was."""
    found = children_of(parent).filter(child_id=key).first()
    if found is None:
        raise Http404
    return found


def parents_of(child: Citizen) -> QuerySet[Guardianship]:
    return in_force().filter(child=child).select_related("parent").order_by("since", "pk")


def acting_parents_of(child: Citizen | UUID) -> QuerySet[Guardianship]:
    """Those who can act now, or soon again; without one a child acts for itself."""
    rows = in_force().filter(child=child, parent__is_active=True, parent__closes_at=None)
    soon = Q(parent__confirmed_before__at__gt=clock.now() - WAITED_FOR)
    able = rows.filter(Q(parent__level=CONFIRMED) | soon)
    return able.select_related("parent").order_by("since", "pk")


def way_of(parent: Citizen, form: ChildForm) -> Way:
    """What a code to the typed contact leads to."""
    return owner_and_way(parent, form)[1]


def owner_and_way(parent: Citizen, form: ChildForm) -> tuple[Citizen | None, Way]:
    person = Citizen.objects.filter(Citizen.proved(form.cleaned_data["contact"])).first()
    document = _document(form)
    holder = document.citizen if document else None
    doubled = holder is not None and holder != person and _same(holder, form)
    return person, way(_owner(parent, person, form) if person else None, doubled)


def _document(form: ChildForm) -> Document | None:
    paper = form.paper
    same = Document.objects.filter(kind=paper.kind, series=paper.series, number=paper.number)
    return same.select_related("citizen").first()


def _owner(parent: Citizen, person: Citizen, form: ChildForm) -> Owner:
    given = Document.objects.filter(citizen=person).first()
    theirs = list(parents_of(person).values_list("parent_id", flat=True))
    paper = form.paper
    return Owner(
        same=_same(person, form),
        young=young(person.birthdate, clock.today()),
        open=person.is_active and person.closes_at is None,
        paper=(given.kind, given.series, given.number) == (paper.kind, paper.series, paper.number)
        if given
        else None,
        parents=len(theirs),
        mine=parent.pk in theirs,
    )


def _same(person: Citizen, form: ChildForm) -> bool:
    said = form.cleaned_data
    return (
        person.birthdate == said["birthdate"]
        and folded(person.family_name) == folded(said["family_name"])
        and folded(person.given_name) == folded(said["given_name"])
    )
