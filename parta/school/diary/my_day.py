"""A teacher's day: their lessons, the way into a running one, and «hold it online»."""

from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from parta.school.diary import access
from parta.school.diary.hold_online import Refusal, hold_online
from parta.school.diary.lessons import of_teacher
from parta.school.diary.page import Book
from parta.school.diary.worn import worn
from parta.school.frame import frame_for
from parta.school.lessons.tell import diary_room
from parta.school.people.hats import Hat
from parta.school.people.models import Person


@require_safe
@worn(Hat.TEACHER, Hat.CLASS_TEACHER)
def my_day(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    place = access.place_of(person)
    limit = partial(access.opens_before, person.school_id)
    context = {
        "frame": frame_for(request, place.school, about(request), "day"),
        "page": Book(request, place.tz).page(of_teacher(person.school_id, person.pk), limit),
        "room": diary_room(person.uid),
        "seen": place.seen,
    }
    return render(request, "diary/my_day.html", context)


@require_POST
@worn(Hat.TEACHER, Hat.CLASS_TEACHER)
def online(request: HttpRequest) -> HttpResponse:
    """One press, for one lesson of the teacher's own."""
    person = cast(Person, request.user)
    lesson = access.lesson_to_lead(person, request.POST.get("lesson", ""))
    answer = hold_online(lesson, person, request)
    day = f"{reverse('day')}?date={lesson.date}"
    if isinstance(answer, Refusal):
        place = access.place_of(person)
        context = {
            "frame": frame_for(request, place.school, about(request)),
            "why": answer.why,
            "back": day,
        }
        return render(request, "diary/not_online.html", context, status=409)
    return redirect(f"{day}#lesson-{lesson.pk}")


def about(request: HttpRequest) -> str:
    if request.session["hat"] == Hat.CLASS_TEACHER:
        return gettext("Class teacher")
    return gettext("Teacher")
