"""The only door to a learning profile: its owner's."""

import uuid

from django.db.models import QuerySet

from parta.learnid.learners.models import Learner
from parta.learnid.profiles.models import Profile


def profiles_of(learner: Learner) -> QuerySet[Profile]:
    """In the order they were made, without those that were left."""
    return Profile.objects.filter(owner=learner, left_at=None).order_by("created_at", "pk")


def left_of(learner: Learner) -> QuerySet[Profile]:
    """Those that may still be taken back, the last left first."""
    return Profile.objects.filter(owner=learner, left_at__isnull=False).order_by("-left_at")


def profile_of(learner: Learner, key: str | uuid.UUID) -> Profile | None:
    """The learner's own profile; another person's is as absent as one that never was."""
    try:
        wanted = uuid.UUID(str(key))
    except ValueError:
        return None
    return profiles_of(learner).filter(pk=wanted).first()
