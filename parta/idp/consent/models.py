from django.db import models

from parta.kit import clock


class Consent(models.Model):
    """A person's standing agreement that a client may know what the scopes say."""

    holder = models.UUIDField()  # an account, or on learnid a learning profile
    client = models.ForeignKey("provider.Client", on_delete=models.CASCADE)
    scopes = models.JSONField()
    claims = models.JSONField(default=list)  # asked for one by one, beside the scopes
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "client"], name="consent_once_per_client"),
        ]
