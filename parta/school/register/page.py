"""Drawing a class's register, or a person by themselves."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parta.school.register.card import Card, kin
from parta.school.register.case import Form, address
from parta.school.register.keepers import frame
from parta.school.register.rules import meter

SHOWN_AT_ONCE = 6  # of those who can sign in; a list that is little longer is shown whole


def class_page(
    request: HttpRequest, form: Form, card: Card | None, status: int = HTTPStatus.OK
) -> HttpResponse:
    can, of = meter(pupil.state for pupil in form.pupils)
    first = len(form.can) if len(form.can) <= SHOWN_AT_ONCE + 2 else SHOWN_AT_ONCE
    chosen = card.person.pk if card else None
    context = {
        "form": form,
        "can": can,
        "of": of,
        "first": form.can[:first],
        "rest": form.can[first:],
        "chosen": chosen,
        "address": address,
    }
    return _drawn(request, "register/class.html", context | {"card": card}, status)


def person_page(request: HttpRequest, card: Card, status: int = HTTPStatus.OK) -> HttpResponse:
    """In the class's list where the person was found there."""
    form = card.case.form
    if form is not None:
        return class_page(request, form, card, status)
    return _drawn(request, "register/person.html", {"card": card}, status)


def _drawn(
    request: HttpRequest, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    return render(request, template, context | {"frame": frame(request), "kin": kin}, status=status)
