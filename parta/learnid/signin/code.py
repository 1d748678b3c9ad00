"""The code from the SMS: it proves the number, and opens the session."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parta.idp import codes, factors
from parta.idp.accounts import session
from parta.idp.codes import Proof, Purpose
from parta.kit import clock
from parta.learnid.learners.make import learner_of
from parta.learnid.profiles import chosen
from parta.learnid.signin.kept import Kept, keep, kept
from parta.learnid.signin.rules import Step
from parta.learnid.signin.stand import Stand, onward, page_of, stand

JUST_NOW = timedelta(minutes=1)


def code(request: HttpRequest) -> HttpResponse:
    """A second press, also on the way to a fresh sign-in, finds the person in, or half in."""
    if _pressed_before(request):
        return onward(stand(request))
    if factors.awaits_second(request) and not kept(request).phone:
        return factors.to_second(request, onward(stand(request))["Location"])
    return _code(request)


def _pressed_before(request: HttpRequest) -> bool:
    signed_in = session.current(request)
    age = clock.now().timestamp() - signed_in.at if signed_in else JUST_NOW.total_seconds()
    return age < JUST_NOW.total_seconds() and not kept(request).phone


@page_of(Step.CODE)
def _code(request: HttpRequest, here: Stand) -> HttpResponse:
    return codes.code_step(
        request,
        codes.Step(
            purpose=Purpose.SIGN_IN,
            then=lambda request, proof: _arrive(request, proof, here),
            restart=here.address(Step.PHONE),
            goal=here.goal,
            context={
                "steps": (2, 3),
                "back": _("Another number"),
                "ways_passed": ("civic",) if here.goal else (),
            },
        ),
    )


def _arrive(request: HttpRequest, proof: Proof, here: Stand) -> HttpResponse:
    learner, new = learner_of(proof.to.value, request)
    if not learner.is_active:
        return here.page(request, "closed", {}, status=403)
    by_password = learner.has_usable_password()
    if by_password and here.said.password_of != str(learner.pk):  # it was set meanwhile
        return here.to(Step.PASSWORD)
    amr = ("pwd", "otp", "sms") if by_password else ("otp", "sms")
    response = factors.go_on(request, learner, amr, onward(here)["Location"])
    chosen.forget(request)
    keep(request, Kept(new=new, at=clock.now().timestamp()))
    return response
