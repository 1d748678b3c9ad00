"""The demo switched off: its accounts stay, and nobody signs in with them."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from parta.kit.demo.people import DRAWN_UP, people
from parta.kit.demo.standing import Standing
from parta.learnid.demo.load import key_of
from parta.learnid.learners.models import Learner


def demo_accounts() -> QuerySet[Learner]:
    """Those of the cast; their keys do not depend on the year."""
    cast = people(date(DRAWN_UP, 9, 1))
    return Learner.objects.filter(pk__in=[key_of(person) for person in cast])


def rest() -> None:
    """Their sessions end with this; load() wakes them."""
    with transaction.atomic():
        demo_accounts().update(is_active=False)


def standing() -> Standing:
    demo = demo_accounts()
    if not demo.exists():
        return Standing.REAL if Learner.objects.exists() else Standing.EMPTY
    return Standing.INHABITED if demo.filter(is_active=True).exists() else Standing.RESTING
