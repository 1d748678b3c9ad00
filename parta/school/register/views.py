"""The class's register, a person's card in it, and the presses on that card."""

from http import HTTPStatus
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from parta.kit.row_key import row_key
from parta.school.learning import vouching
from parta.school.people.hats import Hat
from parta.school.register import (
    access,
    accounts,
    birth_dates,
    contacts,
    guardians,
    learning_ids,
    page,
)
from parta.school.register.access import Closed
from parta.school.register.card import card
from parta.school.register.case import Case, case_for, form_for, in_form
from parta.school.register.forms import (
    BirthDateForm,
    ContactForm,
    KnownParentForm,
    ParentForm,
)
from parta.school.register.guardians import Newcomer
from parta.school.register.keepers import deed, keepers
from parta.school.register.rules import Refusal, Why
from parta.school.register.told import told


@require_safe
@keepers
def my_class(request: HttpRequest) -> HttpResponse:
    """To the class teacher's class; an administrator has all of them among the people."""
    reader = access.reader(request)
    if reader.hat is Hat.ADMINISTRATOR:
        return redirect("people")
    classes = access.classes_of(reader)
    if not classes:
        raise Closed(Why.NOT_YOUR_CLASS)
    return redirect("register-class", class_id=classes[0].pk)


@require_safe
@keepers
def school_class(request: HttpRequest, class_id: int) -> HttpResponse:
    """The list; beside it the first who can't sign in."""
    reader, form = form_for(request, class_id)
    first = next(iter(form.cannot), None)
    return page.class_page(request, form, card(in_form(reader, form, first)) if first else None)


@require_safe
@keepers
def person(request: HttpRequest, uid: UUID, class_id: int | None = None) -> HttpResponse:
    return page.person_page(request, card(case_for(request, uid, class_id)))


@deed
def add_contact(request: HttpRequest, case: Case) -> HttpResponse:
    _require_kept(case)
    form = ContactForm(request.POST)
    refusal = None
    if form.is_valid():
        refusal = contacts.add(case.person, form.cleaned_data["contact"], request)
    return _answer(request, case, {"contact": form}, refusal)


@deed
def release_contact(request: HttpRequest, case: Case) -> HttpResponse:
    _require_kept(case)
    contacts.release(case.person, _key(request), request)
    return redirect(case.here)


@deed
def release_account(request: HttpRequest, case: Case) -> HttpResponse:
    _require_kept(case)
    if refusal := accounts.release(case.person, request):
        raise Closed(refusal.why)
    return redirect(case.here)


@deed
def release_learning_id(request: HttpRequest, case: Case) -> HttpResponse:
    _require_kept(case)
    learning_ids.release(case.person, case.reader.person, request)
    return redirect(case.here)


@deed
def help_with_learning_id(request: HttpRequest, case: Case) -> HttpResponse:
    """The school vouches for the pupil; a second press changes nothing."""
    _require_kept(case)
    vouching.vouch(case.person, case.reader.person, request)
    return redirect(case.here)


@deed
def birth_date(request: HttpRequest, case: Case) -> HttpResponse:
    _require_kept(case)
    form = BirthDateForm(request.POST, today=case.reader.today)
    if form.is_valid():
        birth_dates.correct(case.person, form.cleaned_data["birth_date"], request)
    return _answer(request, case, {"birth_date": form})


@deed
def add_parent(request: HttpRequest, case: Case) -> HttpResponse:
    _require_pupil(case)
    form = ParentForm(request.POST, today=case.reader.today)
    refusal = None
    if form.is_valid():
        data = dict(form.cleaned_data)
        kin = data.pop("kin")
        refusal = guardians.add(case.person.pupil, Newcomer(**data), kin, case.reader, request)
    return _answer(request, case, {"parent": form}, refusal)


@deed
def add_known_parent(request: HttpRequest, case: Case) -> HttpResponse:
    _require_pupil(case)
    form = KnownParentForm(request.POST)
    refusal = None
    if form.is_valid():
        contact, kin = form.cleaned_data["contact"], form.cleaned_data["kin"]
        refusal = guardians.link(case.person.pupil, contact, kin, case.reader, request)
    return _answer(request, case, {"known": form}, refusal)


@deed
def end_parent(request: HttpRequest, case: Case) -> HttpResponse:
    """Of one of the children that the card shows; another link is none of this press."""
    key = _key(request)
    if key in {child.link for child in case.children}:
        refusal = guardians.end(case.person, key, case.reader, request)
        if refusal:
            raise Closed(refusal.why)
    return redirect(case.here)


def _require_kept(case: Case) -> None:
    if why := case.why_closed():
        raise Closed(why)


def _require_pupil(case: Case) -> None:
    if not case.is_pupil:
        raise Closed(Why.NO_PUPIL)


def _key(request: HttpRequest) -> int:
    return row_key(request.POST.get("key", "")) or 0


def _answer(
    request: HttpRequest,
    case: Case,
    sent: dict[str, forms.Form],
    refusal: Refusal | None = None,
) -> HttpResponse:
    """On, or the card again with what was typed and what is wrong with it."""
    [(name, form)] = sent.items()
    if form.is_valid() and refusal is None:
        return redirect(case.here)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if refusal:
        status = HTTPStatus.CONFLICT
        form.add_error(_field(refusal, form), told(refusal, _meant(form, case)))
    return page.person_page(request, card(case, refusal=refusal, **{name: form}), status)


def _meant(form: forms.Form, case: Case) -> str:
    """For whom the contact was typed: a new parent, or whose card it is."""
    data = form.cleaned_data
    return f"{data['surname']} {data['name']}" if "surname" in data else case.person.full_name


def _field(refusal: Refusal, form: forms.Form) -> str:
    young = refusal.why is Why.TOO_YOUNG and "birth_date" in form.fields
    return "birth_date" if young else "contact"
