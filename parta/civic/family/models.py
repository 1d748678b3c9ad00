from django.db import models
from django.db.models import F, Q

from parta.civic.citizens.models import Citizen
from parta.kit import clock


class Guardianship(models.Model):
    """A parent has a say in a child's account, until the child is 14 or one of them ends it."""

    parent = models.ForeignKey(Citizen, models.CASCADE, related_name="children")
    child = models.ForeignKey(Citizen, models.CASCADE, related_name="parents")
    registered = models.BooleanField()  # the parent has made the account; else the child has
    series = models.CharField(max_length=12)  # of the birth certificate
    number = models.CharField(max_length=6)
    issued_on = models.DateField()
    consent_version = models.CharField(max_length=12)
    consent_at = models.DateTimeField()
    since = models.DateTimeField(default=clock.now, editable=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "child"],
                condition=Q(ended_at=None),
                name="guardianship_once",
            ),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="guardianship_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.parent_id} {self.child_id}"
