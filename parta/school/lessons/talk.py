"""Addresses of what people inside a lesson say and do beside sound and picture."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from parta.live import heads
from parta.live.views import ticket_to
from parta.school.lessons import asked, hand, pupil
from parta.school.lessons import say as saying
from parta.school.lessons.access import at_door
from parta.school.lessons.asked import Asked
from parta.school.lessons.caller import caller
from parta.school.lessons.changes import talk_room
from parta.school.lessons.inside import Inside, Refused, inside
from parta.school.lessons.rules import Why
from parta.school.lessons.state import message
from parta.school.lessons.state import state as state_of

Answer = Callable[[HttpRequest, Inside], HttpResponse]
View = Callable[[HttpRequest, int], HttpResponse]
DONE: Final = HTTPStatus.NO_CONTENT


def by_who_is_inside(answer: Answer) -> View:
    """Only whom the door lets in right now; to others the reason, as JSON."""

    @login_required
    @wraps(answer)
    def view(request: HttpRequest, lesson_id: int) -> HttpResponse:
        at = at_door(caller(request), lesson_id)
        try:
            return answer(request, inside(at, request))
        except Refused as refused:
            bad = refused.why is Why.MALFORMED
            status = HTTPStatus.BAD_REQUEST if bad else HTTPStatus.FORBIDDEN
            return JsonResponse({"refusal": {"why": refused.why}}, status=status)

    return view


@require_GET
@by_who_is_inside
def state(request: HttpRequest, who: Inside) -> HttpResponse:
    return JsonResponse(state_of(who, asked.number(request, "after")))


@require_POST
@by_who_is_inside
def say(request: HttpRequest, who: Inside) -> HttpResponse:
    wanted = Asked(request)
    said = saying.say(who, wanted.key("key"), wanted.text("text"))
    return JsonResponse(message(said, who))


@require_POST
@by_who_is_inside
def raise_hand(request: HttpRequest, who: Inside) -> HttpResponse:
    hand.hold(who, up=Asked(request).flag("up"))
    return HttpResponse(status=DONE)


@require_POST
@by_who_is_inside
def microphone(request: HttpRequest, who: Inside) -> HttpResponse:
    wanted = Asked(request)
    pupil.microphone(who, wanted.seat(), request, open_=wanted.flag("open"))
    return HttpResponse(status=DONE)


@require_POST
@by_who_is_inside
def remove(request: HttpRequest, who: Inside) -> HttpResponse:
    pupil.remove(who, Asked(request).seat(), request)
    return HttpResponse(status=DONE)


@require_POST
@by_who_is_inside
def let_in(request: HttpRequest, who: Inside) -> HttpResponse:
    pupil.let_in(who, Asked(request).seat(), request)
    return HttpResponse(status=DONE)


@require_POST
@by_who_is_inside
def ticket(request: HttpRequest, who: Inside) -> HttpResponse:
    """To the lesson's room alone: what else the person may hear is no matter of this page."""
    return ticket_to(request, {talk_room(who.at.lesson.pk)})


@require_GET
@by_who_is_inside
def current_heads(_request: HttpRequest, who: Inside) -> HttpResponse:
    return JsonResponse(heads([talk_room(who.at.lesson.pk)]))
