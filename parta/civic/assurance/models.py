"""What raises a level: data of a document, a code for the desk, what the desk has decided."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parta.civic.assurance.papers import Kind, Paper
from parta.civic.assurance.since import Known
from parta.civic.citizens.models import Citizen, Gender
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
    place = models.CharField(max_length=120, blank=True)  # whose clerks may call them by name
    made_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.citizen_id)


class Reason(models.TextChoices):
    """Why a desk refused.  Stable: pages and tests key on them."""

    DATA_DIFFER = "data-differ", _("The data differ from the document")
    EXPIRED = "document-expired", _("The document is no longer valid")
    FACE_DIFFERS = "face-differs", _("The person does not look like the photograph")
    NO_PAPER = "no-paper", _("There was no original of the document")


class Deed(models.TextChoices):
    """What a visit was for.  Stable: pages and tests key on them."""

    CONFIRM = "confirm", _("Confirmation")
    RECOVER = "recover", _("Access recovered")


class Visit(models.Model):
    """What a desk has decided about a person."""

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="visits")
    clerk = models.ForeignKey(Citizen, models.SET_NULL, related_name="decisions", null=True)
    second = models.ForeignKey(Citizen, models.SET_NULL, related_name="approvals", null=True)
    place = models.CharField(max_length=120, blank=True)
    deed = models.CharField(max_length=7, choices=Deed.choices, default=Deed.CONFIRM)
    at = models.DateTimeField(default=clock.now, db_index=True)
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)  # "": done

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
            models.CheckConstraint(condition=Q(deed__in=Deed.values), name="visit_deed_is_known"),
            models.CheckConstraint(
                condition=Q(second=None)
                | ~Q(second=models.F("clerk")) & ~Q(second=models.F("citizen")),
                name="visit_second_is_another",
            ),
        ]

    @property
    def day(self) -> date:
        return clock.day_of(self.at)

    def __str__(self) -> str:
        return self.reason or "confirmed"


class BankCheck(models.Model):
    """What came of a confirmation through a bank; nothing of what the bank has said is kept."""

    class Outcome(models.TextChoices):
        """Stable: pages and tests key on them."""

        CONFIRMED = "confirmed"
        DIFFERS = "data-differ"
        UNTOLD = "bank-did-not-tell"
        OTHERS = "bank-account-of-another"

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="bank_checks")
    bank = models.CharField(max_length=100)  # its name on that day
    at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=24, choices=Outcome.choices)
    parts = models.JSONField(default=list)  # which data: names of parta.civic.bank.rules.Part
    account = models.CharField(max_length=64, null=True, unique=True)  # print of issuer, subject

    class Meta:
        indexes = [models.Index(fields=["citizen", "-at"], name="bank_check_of_citizen")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="confirmed", account__isnull=False)
                | ~Q(outcome="confirmed") & Q(account=None),
                name="bank_check_keeps_who_confirmed",
            )
        ]

    @property
    def day(self) -> date:
        return clock.day_of(self.at)

    def __str__(self) -> str:
        return self.outcome


class ConfirmedBefore(models.Model):
    """What was confirmed of a person whose data have changed since; until they are confirmed again.

    A clerk sees it beside the new data.  Of numbers it keeps the ends.
    """

    citizen = models.OneToOneField(
        Citizen, models.CASCADE, primary_key=True, related_name="confirmed_before"
    )
    at = models.DateTimeField(default=clock.now, editable=False)  # when that ended
    full_name = models.CharField(max_length=602)
    birthdate = models.DateField()
    gender = models.CharField(max_length=6, choices=Gender.choices)
    kind = models.CharField(max_length=17, choices=Document.Of.choices, blank=True)
    number_end = models.CharField(max_length=2, blank=True)
    issued_on = models.DateField(null=True)
    snils_end = models.CharField(max_length=2, blank=True)

    @property
    def known(self) -> Known:
        document = (self.kind, self.number_end, self.issued_on) if self.issued_on else None
        return Known(self.full_name, self.birthdate, self.gender, document, self.snils_end)

    @property
    def day(self) -> date:
        return clock.day_of(self.at)

    def __str__(self) -> str:
        return self.full_name
