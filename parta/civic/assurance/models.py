"""What raises a level: data of a document, a code for the desk, what the desk has decided."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parta.civic.assurance.papers import Kind, Paper
from parta.civic.citizens.models import Citizen
from parta.kit import clock


class Document(models.Model):
    """What a clerk compares with the paper, and nothing more."""

    class Of(models.TextChoices):
        PASSPORT = Kind.PASSPORT.value, _("Passport")
        BIRTH_CERTIFICATE = Kind.BIRTH_CERTIFICATE.value, _("Birth certificate")

    citizen = models.OneToOneField(Citizen, models.CASCADE, primary_key=True)
    kind = models.CharField(max_length=17, choices=Of.choices)
    series = models.CharField(max_length=12)
    number = models.CharField(max_length=6)
    issued_on = models.DateField()
    department = models.CharField(max_length=6, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "series", "number"], name="document_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="document_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def paper(self) -> Paper:
        return Paper(Kind(self.kind), self.series, self.number, self.issued_on, self.department)


class DeskCode(models.Model):
    """The one living code of a person who stands at a desk; it goes with the decision."""

    citizen = models.OneToOneField(Citizen, models.CASCADE, primary_key=True)
    code = models.CharField(max_length=6, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.citizen_id)


class Reason(models.TextChoices):
    """Why a desk refused.  Stable: pages and tests key on them."""

    DATA_DIFFER = "data-differ", _("The data differ from the document")
    EXPIRED = "document-expired", _("The document is no longer valid")
    FACE_DIFFERS = "face-differs", _("The person does not look like the photograph")
    NO_PAPER = "no-paper", _("There was no original of the document")


class Visit(models.Model):
    """What a desk has decided about a person."""

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="visits")
    clerk = models.ForeignKey(Citizen, models.PROTECT, related_name="decisions")
    at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)  # "": confirmed

    class Meta:
        indexes = [
            models.Index(fields=["citizen", "-at"], name="visit_of_citizen"),
            models.Index(fields=["clerk", "-at"], name="visit_of_clerk"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(citizen=models.F("clerk")), name="visit_is_not_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["", *Reason.values]), name="visit_reason_is_known"
            ),
        ]

    @property
    def day(self) -> date:
        return clock.day_of(self.at)

    def __str__(self) -> str:
        return self.reason or "confirmed"
