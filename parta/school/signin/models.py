"""How people of the school are recognised when they come from an identity site."""

from django.db import models
from django.db.models import Q, UniqueConstraint

from parta.school.people.models import Person, School


class SignInContact(models.Model):
    """A phone (E.164) or e-mail (lower case) that lets its person in for the first time."""

    class Kind(models.TextChoices):
        PHONE = "phone"
        EMAIL = "email"

    school = models.ForeignKey(School, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    value = models.CharField(max_length=254)
    bound_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    bound_at = models.DateTimeField()
    vouched = models.BooleanField(default=False)  # by the operator, for whom no birth date is known
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["school", "kind", "value"],
                condition=Q(released_at=None),
                name="contact_serves_one",
            ),
            models.CheckConstraint(
                condition=Q(kind="phone", value__regex=r"^\+[1-9][0-9]{7,14}$")
                | (Q(kind="email", value__contains="@") & ~Q(value__regex="[A-Z]")),
                name="contact_normal",
            ),
        ]


class AccountLink(models.Model):
    """Issuer and subject that are this person; the only key after the first sign-in."""

    school = models.ForeignKey(School, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="links")
    issuer = models.URLField()
    subject = models.CharField(max_length=255)
    via_contact = models.ForeignKey(SignInContact, models.SET_NULL, null=True, related_name="+")
    level = models.CharField(max_length=60)  # name of a Level, lower case: at the last sign-in
    linked_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["school", "issuer", "subject"],
                condition=Q(released_at=None),
                name="subject_linked_once",
            ),
            UniqueConstraint(
                fields=["person", "issuer"],
                condition=Q(released_at=None),
                name="person_linked_once",
            ),
        ]


class SignInAttempt(models.Model):
    """A verified contact that fits a person whom the account is not: for the class teacher."""

    school = models.ForeignKey(School, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(SignInContact, models.CASCADE, related_name="+")
    why = models.CharField(max_length=30)  # parta.school.signin.decide.Why
    claimed_birth_date = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["contact", "why", "claimed_birth_date"], name="attempt_noted_once"
            ),
            UniqueConstraint(
                fields=["contact", "why"],
                condition=Q(claimed_birth_date=None),
                name="attempt_without_date_noted_once",
            ),
        ]
