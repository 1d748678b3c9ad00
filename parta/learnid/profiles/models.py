"""Learning profiles: the people whom one phone stands for."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from parta.kit import clock

SAID = ("family_name", "given_name", "middle_name", "birthdate", "gender")


class Gender(models.TextChoices):
    """OpenID Connect's words."""

    FEMALE = "female"
    MALE = "male"


class Profile(models.Model):
    """One pupil as a school gets to know them; a Holder of consents and subjects."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profiles"
    )
    family_name = models.CharField(max_length=200)
    given_name = models.CharField(max_length=200)
    middle_name = models.CharField(max_length=200, blank=True)
    birthdate = models.DateField()
    gender = models.CharField(max_length=6, choices=Gender.choices)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    left_at = models.DateTimeField(null=True, db_index=True)  # nobody uses it any more

    acr = ""  # a learning profile is nobody's proof of identity

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "family_name", "given_name", "middle_name", "birthdate"],
                name="profile_once_per_person",
            ),
            models.CheckConstraint(
                condition=~Q(family_name="") & ~Q(given_name=""), name="profile_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(gender__in=Gender.values), name="profile_gender_is_known"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(n for n in (self.family_name, self.given_name, self.middle_name) if n)

    @property
    def name(self) -> str:
        """As the class sees it."""
        return f"{self.given_name} {self.family_name}"

    def said(self) -> dict[str, str | date]:
        """What is known, by the names of claims and fields."""
        known = {name: getattr(self, name) for name in SAID}
        return {name: value for name, value in known.items() if value}

    def claims(self) -> dict[str, str | bool]:
        said = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.said().items()
        }
        return {**said, "phone_number": self.owner.phone}
