"""A child's diary as a parent reads it: online lessons are facts, no door leads to them."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from parta.school.diary import access
from parta.school.diary.lessons import of_pupil
from parta.school.diary.page import Book
from parta.school.diary.worn import worn
from parta.school.frame import frame_for
from parta.school.lessons.tell import diary_room
from parta.school.people.hats import Hat
from parta.school.people.models import Person


@require_safe
@worn(Hat.PUPIL, Hat.PARENT)
def child(request: HttpRequest, child_uid: UUID) -> HttpResponse:
    person = cast(Person, request.user)
    if request.session["hat"] == Hat.PUPIL:
        if child_uid != person.uid:
            raise access.refusal_of(person, child_uid)
        return redirect("diary")
    place = access.place_of(person, child_uid)
    book = Book(request, place.tz)
    children = access.children_of(person, book.today)
    chosen = access.child_of(person, child_uid, children)
    context = {
        "frame": frame_for(request, place.school, gettext("Parent"), "diary"),
        "page": book.page(of_pupil(person.school_id, chosen.person)),
        "children": children,
        "child": chosen,
        "room": diary_room(chosen.uid),
        "seen": place.seen,
    }
    return render(request, "diary/child.html", context)


def first_child(request: HttpRequest, parent: Person) -> HttpResponse:
    """To the eldest child's diary, or to a page that says whom to ask for the link."""
    place = access.place_of(parent)
    children = access.children_of(parent, Book(request, place.tz).today)
    if children:
        return redirect("child-diary", child_uid=children[0].uid)
    frame = frame_for(request, place.school, gettext("Parent"), "diary")
    return render(request, "diary/no_children.html", {"frame": frame})
