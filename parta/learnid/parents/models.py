"""Parents: who looks after a child's learning profile, or was asked to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from parta.kit import clock


class Parent(models.Model):
    """One grown-up and one profile; kept when it ends, for both to see how."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(
        "profiles.Profile", on_delete=models.CASCADE, related_name="parents"
    )
    phone = models.CharField(max_length=16)  # E.164: who was asked
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="children"
    )  # who has confirmed
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=12, blank=True)  # Ended
    wrong_dates = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "phone"],
                condition=Q(ended_at=None),
                name="parent_once_per_profile",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(account__isnull=False),
                name="parent_confirmed_by_somebody",
            ),
        ]
