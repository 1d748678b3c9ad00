"""Ending everything that a person has open at the school."""

from django.db.models import F

from parta import live
from parta.school.lessons import move
from parta.school.people.models import Person


def end_sessions(person: Person) -> None:
    """All sessions of the person, and after commit their open pages, in a transaction."""
    Person.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    leave_lessons(person)


def leave_lessons(person: Person) -> None:
    """Sound and picture of running lessons, and after commit open pages, in a transaction.

    Whoever still has a right comes back by themselves.
    """
    move.away_from_person(person)
    live.kick(str(person.uid), None)
