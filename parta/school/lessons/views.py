"""The lesson's addresses: its page, a new pass, its end, and the media server's reports."""

from http import HTTPStatus
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from parta.kit.ui.permissions import with_camera
from parta.school.learning import way
from parta.school.lessons import page
from parta.school.lessons import webhook as reports
from parta.school.lessons.access import AtDoor, at_door
from parta.school.lessons.caller import caller
from parta.school.lessons.decide import Refusal, Why
from parta.school.lessons.end import NotRunning, NotYours, end_for_all
from parta.school.lessons.enter import enter, media_token
from parta.school.lessons.on_purpose import on_purpose

ABOUT_THE_LESSON: Final = {
    Why.CANCELLED,
    Why.NOT_ONLINE,
    Why.TAKEN_BACK,
    Why.ENDED,
    Why.TOO_LATE,
    Why.TOO_EARLY,
}
"""The lesson's page in that state: 200.  Other reasons are about the person: 403."""


@require_GET
@login_required
@on_purpose
@with_camera
def lesson(request: HttpRequest, lesson_id: int) -> HttpResponse:
    at = at_door(caller(request), lesson_id)
    answer = enter(at, request)
    if isinstance(answer, Refusal):
        return _refused(request, at, answer.why)
    return render(request, "lessons/lesson.html", page.room(at, answer, request))


@require_POST
@login_required
def new_pass(request: HttpRequest, lesson_id: int) -> JsonResponse:
    """For a room that lost its line: the same decision as at the page, as JSON."""
    at = at_door(caller(request), lesson_id)
    answer = enter(at, request)
    if isinstance(answer, Refusal):
        return JsonResponse({"refusal": {"why": answer.why}}, status=HTTPStatus.FORBIDDEN)
    media = page.media(media_token(answer, at))
    if media is None:
        return JsonResponse({"media": None}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return JsonResponse({"media": media})


@require_POST
@login_required
def end_lesson(request: HttpRequest, lesson_id: int) -> HttpResponse:
    try:
        end_for_all(at_door(caller(request), lesson_id), request)
    except NotYours:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    except NotRunning:
        return HttpResponse(status=HTTPStatus.CONFLICT)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    try:
        report = reports.verified(request.headers.get("Authorization", ""), request.body)
    except reports.Forged:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    reports.receive(report)
    return HttpResponse()


def _refused(request: HttpRequest, at: AtDoor, why: Why) -> HttpResponse:
    if why is Why.NO_LEARNING_ID:
        return way.lead(request, at.caller.person, request.path)
    status = HTTPStatus.OK if why in ABOUT_THE_LESSON else HTTPStatus.FORBIDDEN
    context = page.refusal(at, why, request)
    return render(request, f"lessons/refused/{why}.html", context, status=status)
