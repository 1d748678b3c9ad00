"""The second page: the code that proves the contact."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from parta.civic.registration import draft as drafts
from parta.civic.registration.way import way_of
from parta.idp import codes


def code(request: HttpRequest) -> HttpResponse:
    way, draft = way_of(request), drafts.read(request)
    if draft.proved:  # a second press, or a step back
        return HttpResponseRedirect(way.to("register-password"))
    if not draft.typed:
        return HttpResponseRedirect(way.to("register"))
    return codes.code_step(
        request,
        codes.Step(
            purpose=codes.Purpose.REGISTER,
            then=_proved,
            restart=way.to("register"),
            goal=way.goal,
            context={
                "steps": (2, 3),
                "back": gettext("Registration"),
                "behind": "registration",
            },
        ),
    )


def _proved(request: HttpRequest, proof: codes.Proof) -> HttpResponse:
    drafts.keep(request, drafts.read(request).proving(proof.to))
    return HttpResponseRedirect(way_of(request).to("register-password"))
