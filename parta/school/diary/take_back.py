"""«Hold online» taken back by the lesson's teacher, at once or, with people inside, on purpose."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from parta.school.diary import access
from parta.school.diary.my_day import about
from parta.school.diary.rules import Why
from parta.school.diary.worn import worn
from parta.school.frame import frame_for
from parta.school.lessons.take_back import Over, take_back
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson


@require_POST
@worn(Hat.TEACHER, Hat.CLASS_TEACHER)
def offline(request: HttpRequest) -> HttpResponse:
    """One press; where it sends people out, a second one on a page that says how many."""
    person = cast(Person, request.user)
    lesson = access.lesson_to_lead(person, request.POST.get("lesson", ""))
    inside = access.inside_now(lesson)
    if inside and "sure" not in request.POST:
        return _ask(request, lesson, inside)
    try:
        take_back(lesson, person, request)
    except Over:
        page = _page(request, lesson) | {"why": Why.OVER}
        return render(request, "diary/not_online.html", page, status=409)
    return redirect(f"{_day(lesson)}#lesson-{lesson.pk}")


def _ask(request: HttpRequest, lesson: Lesson, inside: int) -> HttpResponse:
    page = _page(request, lesson) | {"lesson": lesson, "inside": inside}
    return render(request, "diary/take_back.html", page)


def _page(request: HttpRequest, lesson: Lesson) -> dict[str, object]:
    school = access.place_of(cast(Person, request.user)).school
    return {"frame": frame_for(request, school, about(request)), "back": _day(lesson)}


def _day(lesson: Lesson) -> str:
    return f"{reverse('day')}?date={lesson.date}"
