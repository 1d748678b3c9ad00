"""Parting a pupil from a learning profile, and from the lessons they came into by it."""

from django.db import transaction
from django.http import HttpRequest

from parta.school.learning import release as learning
from parta.school.people.models import Person
from parta.school.register.ending import leave_lessons


def release(person: Person, by: Person, request: HttpRequest) -> None:
    """The door of a lesson, of one that runs too, asks for a profile anew."""
    with transaction.atomic():
        if learning.release(person, by, request):
            leave_lessons(person)
