from django.db import models

from parta.civic.citizens.models import Citizen
from parta.kit import clock


class Clerk(models.Model):
    """Somebody who confirms people at a desk, for as long as the row is there."""

    citizen = models.OneToOneField(Citizen, models.CASCADE, primary_key=True)
    place = models.CharField(max_length=120)  # as people know it: street, window
    since = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return self.place
