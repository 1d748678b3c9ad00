"""What has to be remembered so that a provider can end what began with it."""

from django.db import models
from django.db.models import Index, UniqueConstraint


class Stay(models.Model):
    """A browser session of this site, and the provider's session on which it rests."""

    purpose = models.CharField(max_length=20)  # what the site asked that provider for
    issuer = models.URLField()
    subject = models.CharField(max_length=255)
    sid = models.CharField(max_length=255)  # "" where the provider names none
    session_key = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["session_key", "purpose"], name="stay_once_per_session")
        ]
        indexes = [
            Index(fields=["issuer", "sid"], name="stay_by_sid"),
            Index(fields=["issuer", "subject"], name="stay_by_subject"),
        ]


class SpentToken(models.Model):
    """A logout token that was taken: it serves once."""

    digest = models.CharField(max_length=64, primary_key=True)  # SHA-256 of issuer and jti
    expires_at = models.DateTimeField(db_index=True)
