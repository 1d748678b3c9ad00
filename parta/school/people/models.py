"""Schools, the people in them, and who stands for whom.

One human of a school is one Person, whatever roles they hold.  Half-open
intervals `[since, until)`: an empty `until` means "still".
"""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.crypto import salted_hmac

from parta.kit.no_overlap import NoOverlap


class School(models.Model):
    name = models.CharField(max_length=200)
    tz = models.CharField(max_length=64)  # IANA name
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(name=""), name="school_named"),
            CheckConstraint(condition=~Q(tz=""), name="school_has_tz"),
        ]

    def __str__(self) -> str:
        return self.name


class SchoolSetting(models.Model):
    """A school's own value of a setting; defaults: parta.school.people.settings."""

    school = models.ForeignKey(School, models.CASCADE)
    key = models.CharField(max_length=60)
    value = models.JSONField()
    valid_from = models.DateField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["school", "key", "valid_from"], name="setting_once")
        ]


class Person(AbstractBaseUser):
    """A human as the school's register knows them; signs in at an identity site."""

    class Sex(models.TextChoices):
        MALE = "m"
        FEMALE = "f"

    password = None  # type: ignore[assignment]
    last_login = None

    school = models.ForeignKey(School, models.CASCADE)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    surname = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    patronymic = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    snils = models.CharField(max_length=11, null=True, blank=True)
    external_id = models.CharField(max_length=100, null=True, blank=True)
    session_epoch = models.PositiveIntegerField(default=0)  # a new number ends all sessions

    USERNAME_FIELD = "uid"

    class Meta:
        constraints = [
            UniqueConstraint(fields=["school", "snils"], name="person_snils_once"),
            UniqueConstraint(fields=["school", "external_id"], name="person_external_id_once"),
            CheckConstraint(condition=~Q(surname="") & ~Q(name=""), name="person_named"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, [self.surname, self.name, self.patronymic]))

    def get_session_auth_hash(self) -> str:
        """Ties a session to `session_epoch`, in place of a password."""
        return salted_hmac("parta.school.session", f"{self.uid} {self.session_epoch}").hexdigest()


class Pupil(models.Model):
    school = models.ForeignKey(School, models.CASCADE)
    person = models.OneToOneField(Person, models.CASCADE)
    file_no = models.CharField(max_length=40, blank=True)
    arrived_on = models.DateField()
    departed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(departed_on=None) | Q(departed_on__gte=F("arrived_on")),
                name="pupil_departs_after_arrival",
            )
        ]


class GuardianLink(models.Model):
    """A parent or guardian in law of a pupil.  A restricted link shows nothing."""

    school = models.ForeignKey(School, models.CASCADE)
    guardian = models.ForeignKey(Person, models.CASCADE, related_name="wards")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="guardians")
    kin = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    may_view = models.BooleanField(default=True)
    may_notify = models.BooleanField(default=True)
    restricted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["guardian", "pupil"], condition=Q(until=None), name="guardian_linked_once"
            ),
            CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="guardian_since_until"
            ),
        ]


class Staff(models.Model):
    """Somebody who works at the school: a teacher, first of all."""

    school = models.ForeignKey(School, models.CASCADE)
    person = models.OneToOneField(Person, models.CASCADE)
    post = models.CharField(max_length=100, blank=True)
    personnel_no = models.CharField(max_length=40, null=True, blank=True)
    hired_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["school", "personnel_no"], name="staff_personnel_no_once")
        ]


class RoleAssignment(models.Model):
    """A role over the whole school; a class teacher's and a teacher's follow from their rows."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator"
        HEAD = "head"
        DEPUTY_HEAD = "deputy_head"
        OFFICE = "office"

    school = models.ForeignKey(School, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            NoOverlap(name="excl_role_assignment", owner=("person", "role")),
            CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="role_since_until"
            ),
        ]
