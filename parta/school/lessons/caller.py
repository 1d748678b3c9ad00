"""Who asks for a lesson: the person signed in, in the hat they chose."""

from typing import cast

from django.http import HttpRequest

from parta.school.learning.access import has_learning_id
from parta.school.lessons.access import Caller
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import Person


def caller(request: HttpRequest) -> Caller:
    person, hat = cast(Person, request.user), Hat(request.session["hat"])
    return Caller(
        person=person,
        hat=hat,
        level=Level(request.session["signin"]["level"]),
        learning_id=hat is Hat.PUPIL and has_learning_id(person),
    )
