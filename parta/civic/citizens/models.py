"""Citizens: accounts of people known by name, birth date and proved contacts."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from parta.idp.accounts.account import Account
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.kit import clock
from parta.kit.ui.frame import Tab


class Level(models.TextChoices):
    """How surely we know who the person is, lowest first."""

    SIMPLIFIED = "simplified", _("Simplified")
    STANDARD = "standard", _("Standard")
    CONFIRMED = "confirmed", _("Confirmed")

    @property
    def acr(self) -> str:
        return f"urn:parta:level:{self.value}"


class Gender(models.TextChoices):
    """OpenID Connect's words."""

    FEMALE = "female"
    MALE = "male"


class Citizen(Account):
    KINDS = (Kind.PHONE, Kind.EMAIL, Kind.SNILS)
    SCOPES = {
        "profile": ("family_name", "given_name", "middle_name", "birthdate", "gender"),
        "phone": ("phone_number", "phone_number_verified"),
        "email": ("email", "email_verified"),
    }
    LEVELS = tuple(level.acr for level in Level)

    family_name = models.CharField(max_length=200)
    given_name = models.CharField(max_length=200)
    middle_name = models.CharField(max_length=200, blank=True)
    birthdate = models.DateField()
    gender = models.CharField(max_length=6, choices=Gender.choices)
    phone = models.CharField(max_length=16, blank=True)  # E.164
    phone_verified = models.BooleanField(default=False)
    email = models.CharField(max_length=254, blank=True)  # lower case
    email_verified = models.BooleanField(default=False)
    snils = models.CharField(max_length=11, null=True, blank=True, unique=True)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.SIMPLIFIED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phone"], condition=Q(phone_verified=True), name="citizen_phone_once"
            ),
            models.UniqueConstraint(
                fields=["email"], condition=Q(email_verified=True), name="citizen_email_once"
            ),
            models.CheckConstraint(
                condition=~Q(phone_verified=True, phone=""), name="citizen_phone_to_verify"
            ),
            models.CheckConstraint(
                condition=~Q(email_verified=True, email=""), name="citizen_email_to_verify"
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="citizen_email_lower_case"
            ),
            models.CheckConstraint(
                condition=~Q(family_name="") & ~Q(given_name=""), name="citizen_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="citizen_level_is_known"
            ),
            models.CheckConstraint(
                condition=Q(gender__in=Gender.values), name="citizen_gender_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        names = (self.family_name, self.given_name, self.middle_name)
        return " ".join(name for name in names if name)

    @classmethod
    def known(cls, identifiers: Iterable[Identifier]) -> Self | None:
        shut = None
        for identifier in identifiers:
            person = cls.objects.filter(cls.proved(identifier)).first()
            if person and person.is_active:
                return person
            shut = shut or person
        return shut

    @staticmethod
    def proved(identifier: Identifier) -> Q:
        """Whose the identifier is, active or not: at most one person's."""
        if identifier.kind is Kind.PHONE:
            return Q(phone=identifier.value, phone_verified=True)
        if identifier.kind is Kind.EMAIL:
            return Q(email=identifier.value, email_verified=True)
        return Q(snils=identifier.value)

    def contact(self, kind: Kind) -> Identifier | None:
        """The contact of that kind to which a code has come."""
        known = {
            Kind.PHONE: self.phone if self.phone_verified else "",
            Kind.EMAIL: self.email if self.email_verified else "",
        }
        return Identifier(kind, known[kind]) if known.get(kind) else None

    def tabs(self, request: HttpRequest) -> tuple[Tab, ...]:
        from parta.civic.family.tab import tab

        found = tab(self, request)
        return (found,) if found else ()

    def told_at(self) -> tuple[str, ...]:
        known = (self.contact(kind) for kind in (Kind.PHONE, Kind.EMAIL))
        return tuple(contact.value for contact in known if contact)

    @property
    def proved_kinds(self) -> frozenset[Kind]:
        return frozenset(kind for kind in (Kind.PHONE, Kind.EMAIL) if self.contact(kind))

    @property
    def needs_second_factor(self) -> bool:
        """A clerk's desk opens other people's data."""
        return super().needs_second_factor or hasattr(self, "clerk")

    @property
    def acr(self) -> str:
        return Level(self.level).acr

    def claims(self) -> dict[str, str | bool]:
        known: dict[str, str | bool] = {
            "family_name": self.family_name,
            "given_name": self.given_name,
            "birthdate": self.birthdate.isoformat(),
            "gender": self.gender,
        }
        if self.middle_name:
            known["middle_name"] = self.middle_name
        if self.phone:
            known |= {"phone_number": self.phone, "phone_number_verified": self.phone_verified}
        if self.email:
            known |= {"email": self.email, "email_verified": self.email_verified}
        return known


class Correction(models.Model):
    """That a person has changed what they said of themself; not what it was before."""

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="corrections")
    at = models.DateTimeField(default=clock.now, editable=False)
    fields = models.JSONField()  # names of columns

    class Meta:
        indexes = [models.Index(fields=["citizen", "-at"], name="correction_of_citizen")]

    def __str__(self) -> str:
        return ", ".join(self.fields)
