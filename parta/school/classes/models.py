"""Years, classes, subjects and teaching groups, and who belongs to them when."""

import uuid

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from parta.kit.no_overlap import NoOverlap
from parta.school.people.models import Pupil, School, Staff


class AcademicYear(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft"
        ACTIVE = "active"
        CLOSED = "closed"
        ARCHIVED = "archived"

    school = models.ForeignKey(School, models.CASCADE)
    title = models.CharField(max_length=20)  # 2026/27
    starts = models.DateField()
    ends = models.DateField()  # the last day
    parity_anchor = models.DateField()  # a Monday; its week is odd
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)

    class Meta:
        constraints = [
            NoOverlap(
                name="excl_academic_year",
                owner=("school",),
                since="starts",
                until="ends",
                inclusive=True,
            ),
            UniqueConstraint(
                fields=["school"], condition=Q(state="active"), name="one_active_year"
            ),
            CheckConstraint(condition=Q(ends__gt=F("starts")), name="year_starts_ends"),
        ]


class SchoolClass(models.Model):
    school = models.ForeignKey(School, models.CASCADE)
    year = models.ForeignKey(AcademicYear, models.CASCADE)
    level = models.PositiveSmallIntegerField()
    letter = models.CharField(max_length=4, blank=True)
    cohort = models.UUIDField(default=uuid.uuid4)  # lives from 1А to 11А
    shift = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["year", "level", "letter"], name="class_once"),
            UniqueConstraint(fields=["year", "cohort"], name="cohort_once"),
            CheckConstraint(condition=Q(level__lte=11), name="class_level"),
        ]

    def __str__(self) -> str:
        return f"{self.level}{self.letter}"


class ClassEnrolment(models.Model):
    class Reason(models.TextChoices):
        ADMITTED = "admitted"
        TRANSFERRED = "transferred"
        PROMOTED = "promoted"
        DEPARTED = "departed"
        REPEATED = "repeated"

    school = models.ForeignKey(School, models.CASCADE)
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="enrolments")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="enrolments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=12, choices=Reason.choices, default=Reason.ADMITTED)
    order_no = models.CharField(max_length=40, blank=True)
    order_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            NoOverlap(name="excl_class_enrolment", owner=("pupil",)),
            CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="enrolment_since_until"
            ),
        ]
        indexes = [models.Index(fields=["school_class", "since"])]


class ClassTeacher(models.Model):
    school = models.ForeignKey(School, models.CASCADE)
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="teachers")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="classes")
    main = models.BooleanField(default=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            NoOverlap(name="excl_class_teacher", owner=("school_class",), only="main"),
            CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="class_teacher_since_until"
            ),
        ]


class Subject(models.Model):
    school = models.ForeignKey(School, models.CASCADE)
    name = models.CharField(max_length=100)
    short = models.CharField(max_length=12, blank=True)
    print_order = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)

    class Meta:
        constraints = [UniqueConstraint(fields=["school", "name"], name="subject_once")]

    def __str__(self) -> str:
        return self.name


class TeachingGroup(models.Model):
    """Who is taught a subject together: a whole class, a part of it, or several classes."""

    class Kind(models.TextChoices):
        WHOLE = "whole"
        SUB = "sub"
        CROSS = "cross"
        INDIVIDUAL = "individual"

    school = models.ForeignKey(School, models.CASCADE)
    year = models.ForeignKey(AcademicYear, models.CASCADE)
    subject = models.ForeignKey(Subject, models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.WHOLE)
    base_class = models.ForeignKey(
        SchoolClass, models.CASCADE, null=True, blank=True, related_name="groups"
    )
    title = models.CharField(max_length=60)  # 7Б, or 5А англ. 1
    split_key = models.CharField(max_length=60, null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["year", "subject", "title"], name="group_once"),
            UniqueConstraint(
                fields=["base_class", "subject"],
                condition=Q(kind="whole"),
                name="one_whole_group",
            ),
        ]


class GroupMembership(models.Model):
    school = models.ForeignKey(School, models.CASCADE)
    group = models.ForeignKey(TeachingGroup, models.CASCADE, related_name="memberships")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="memberships")
    split_key = models.CharField(max_length=60, null=True, blank=True)  # the group's own
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            NoOverlap(name="excl_group_membership", owner=("group", "pupil")),
            NoOverlap(name="excl_group_split", owner=("pupil", "split_key")),
            CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="membership_since_until"
            ),
        ]
        indexes = [models.Index(fields=["pupil", "since"])]


class TeachingLoad(models.Model):
    school = models.ForeignKey(School, models.CASCADE)
    group = models.ForeignKey(TeachingGroup, models.CASCADE, related_name="loads")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="loads")
    hours = models.DecimalField(max_digits=4, decimal_places=2)  # a week
    main = models.BooleanField(default=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            NoOverlap(name="excl_teaching_load", owner=("group",), only="main"),
            CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="load_since_until"
            ),
        ]
