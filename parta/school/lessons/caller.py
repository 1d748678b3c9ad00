"""Who asks for a lesson: the person signed in, in the hat they chose."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest

from parta.school.lessons.access import Caller
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import Person


def caller(request: HttpRequest) -> Caller:
    return Caller(
        person=cast(Person, request.user),
        hat=Hat(request.session["hat"]),
        level=Level(request.session["signin"]["level"]),
        learning_id=settings.LEARNING_ID_SKIPPED,
    )
