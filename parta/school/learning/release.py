"""A pupil and their learning profile part: the next lesson asks for one anew."""

from django.db import transaction
from django.http import HttpRequest

from parta import audit
from parta.kit import clock
from parta.school.learning import access
from parta.school.people.models import Person


def release(person: Person, by: Person, request: HttpRequest) -> bool:
    """Whether there was anything to release.  May `by` do that?  The caller has asked already."""
    with transaction.atomic():
        own = access.open_ids().filter(person=person)
        if not own.update(released_at=clock.now()):
            return False
        audit.record(
            "learning.released",
            actor=f"person:{by.uid}",
            object=f"person:{person.uid}",
            request=request,
        )
    return True
