"""The demo switched off: whoever is still in at a demo school is sent out."""

from django.db import transaction
from django.db.models import F

from parta.kit.demo.standing import Standing
from parta.school.people.models import Person, School


def rest() -> None:
    """Ends every session at the demo's schools."""
    people = Person.objects.filter(school__is_demo=True)
    with transaction.atomic():
        people.update(session_epoch=F("session_epoch") + 1)


def standing() -> Standing:
    if School.objects.filter(is_demo=False).exists():
        return Standing.REAL
    return Standing.INHABITED if School.objects.exists() else Standing.EMPTY
