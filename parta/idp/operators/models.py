from django.conf import settings
from django.db import models

from parta.kit import clock


class Operator(models.Model):
    """Somebody who runs this site: clients and accounts, for as long as the row is there."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    since = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return str(self.account_id)
