"""A pupil's own diary."""

from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from parta.school.diary import access, grace
from parta.school.diary.child import first_child
from parta.school.diary.lessons import of_pupil
from parta.school.diary.page import Book
from parta.school.diary.worn import worn
from parta.school.frame import frame_for
from parta.school.lessons.tell import diary_room
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import Person


@require_safe
@worn(Hat.PUPIL, Hat.PARENT)
def diary(request: HttpRequest) -> HttpResponse:
    """The pupil's week; a parent is led to the first of their children."""
    person = cast(Person, request.user)
    if request.session["hat"] == Hat.PARENT:
        return first_child(request, person)
    place = access.place_of_pupil(person)
    lessons = of_pupil(person.school_id, person.pk)
    limit = partial(access.opens_before, person.school_id)
    about = gettext("Class %(title)s") % {"title": place.form} if place.form else ""
    book, level = Book(request, place.tz), Level(request.session["signin"]["level"])
    context = {
        "frame": frame_for(request, place.school, about, "diary"),
        "page": book.page(lessons, limit),
        "confirm_until": grace.last_day(person, level, book.today),
        "room": diary_room(person.uid),
        "seen": place.seen,
    }
    return render(request, "diary/own.html", context)
