"""The first page: a number.  What follows depends on whether it is known."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from parta.idp.accounts import attempt
from parta.kit import clock, phones
from parta.learnid.learners import lookup
from parta.learnid.profiles.number import PhoneForm
from parta.learnid.signin import known
from parta.learnid.signin.kept import Kept, keep, kept
from parta.learnid.signin.rules import Step, due
from parta.learnid.signin.send import send_code
from parta.learnid.signin.stand import Refusal, Stand, page_of, refuse


@page_of(Step.PHONE)
def phone(request: HttpRequest, here: Stand) -> HttpResponse:
    if request.method != "POST":
        number, told = _known(here)
        return _page(request, here, PhoneForm(initial={"phone": number}), filled=told)
    form = PhoneForm(request.POST)
    if not form.is_valid():
        return _page(request, here, form)
    number = form.cleaned_data["phone"]
    if number != here.said.phone:
        if wait := lookup.pay(request):
            return _page(request, here, form, refusal=attempt.Refusal(attempt.Why.WAIT, wait))
        keep(request, Kept(phone=number, at=clock.now().timestamp()))
    return _on(request, replace(here, said=kept(request)), form)


def _on(request: HttpRequest, here: Stand, form: PhoneForm) -> HttpResponse:
    step = due(here.way)
    if step is Step.PASSWORD:
        return here.to(step)
    refused = send_code(request, here.said.phone)
    return _page(request, here, form, refusal=refused) if refused else here.to(step)


def _known(here: Stand) -> tuple[str, bool]:
    """The number to begin with, as people write it; and whether the client has told it."""
    told = known.phone(here.values) or phones.normalise(here.carried.get("login_hint", ""))
    number = here.said.phone or told
    return (phones.shown(number), number == told) if number else ("", False)


def _page(
    request: HttpRequest,
    here: Stand,
    form: PhoneForm,
    filled: bool = False,
    refusal: Refusal | None = None,
) -> HttpResponse:
    shown = {"form": form, "filled": filled, "first": not here.said.phone}
    return refuse(request, here, ("phone", shown), refusal)
