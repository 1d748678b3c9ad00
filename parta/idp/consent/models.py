from django.conf import settings
from django.db import models

from parta.kit import clock


class Consent(models.Model):
    """A person's standing agreement that a client may know what the scopes say."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    client = models.ForeignKey("provider.Client", on_delete=models.CASCADE)
    scopes = models.JSONField()
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "client"], name="consent_once_per_client"),
        ]
