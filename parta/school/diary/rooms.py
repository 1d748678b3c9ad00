"""Which live rooms a person may hear.  A diary's room tells that it changed, never what."""

from typing import cast

from django.http import HttpRequest

from parta.kit import clock
from parta.school.diary import access
from parta.school.lessons.tell import diary_room
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from parta.school.timetable.moments import local


def rooms_of(request: HttpRequest) -> set[str]:
    """LIVE_ROOMS_FOR: the rooms of the hat that is worn in this session."""
    return rooms_for(cast(Person, request.user), request.session.get("hat", ""))


def rooms_for(person: Person, hat: str) -> set[str]:
    """A pupil's own diary, a teacher's own day, the diaries of a parent's children."""
    if hat in {Hat.PUPIL, Hat.TEACHER, Hat.CLASS_TEACHER}:
        return {diary_room(person.uid)}
    if hat == Hat.PARENT:
        links = access.wards(person, local(clock.now(), person.school.tz).date())
        return {diary_room(uid) for uid in links.values_list("pupil__person__uid", flat=True)}
    return set()
