"""The only door to learning IDs: those of the provider that this school asks."""

from django.conf import settings
from django.db.models import QuerySet

from parta.school.learning.models import LearningId
from parta.school.people.models import Person


def open_ids() -> QuerySet[LearningId]:
    return LearningId.objects.filter(issuer=settings.LEARNING_ISSUER, released_at=None)


def learning_id_of(person: Person) -> LearningId | None:
    return open_ids().filter(person=person).first()


def has_learning_id(person: Person) -> bool:
    return open_ids().filter(person=person).exists()
