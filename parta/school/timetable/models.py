"""Bells, rooms, the weekly timetable, and the lessons of real dates made from it."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Coalesce

from parta.kit.no_overlap import NoOverlap
from parta.school.classes.models import SchoolClass, TeachingGroup
from parta.school.people.models import School, Staff


class Room(models.Model):
    school = models.ForeignKey(School, models.CASCADE)
    code = models.CharField(max_length=20)

    class Meta:
        constraints = [UniqueConstraint(fields=["school", "code"], name="room_once")]


class BellSchedule(models.Model):
    school = models.ForeignKey(School, models.CASCADE)
    name = models.CharField(max_length=60)


class Bell(models.Model):
    """Local times of one lesson number."""

    schedule = models.ForeignKey(BellSchedule, models.CASCADE, related_name="bells")
    shift = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["schedule", "shift", "number"], name="bell_once"),
            NoOverlap(name="excl_bell", owner=("schedule", "shift"), since="starts", until="ends"),
            CheckConstraint(condition=Q(ends__gt=F("starts")), name="bell_starts_ends"),
            CheckConstraint(condition=Q(number__lte=14), name="bell_number"),
        ]


class BellRule(models.Model):
    """Which schedule rings: a date beats a weekday, a class a level, a level the school."""

    school = models.ForeignKey(School, models.CASCADE)
    schedule = models.ForeignKey(BellSchedule, models.CASCADE)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 Monday … 7 Sunday
    date = models.DateField(null=True, blank=True)
    level_from = models.PositiveSmallIntegerField(null=True, blank=True)
    level_to = models.PositiveSmallIntegerField(null=True, blank=True)
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(weekday=None, date__isnull=False) | Q(weekday__range=(1, 7), date=None),
                name="bell_rule_weekday_or_date",
            ),
            UniqueConstraint(
                "school",
                Coalesce("weekday", 0),
                Coalesce("date", "since"),
                Coalesce("level_from", -1),
                Coalesce("level_to", -1),
                Coalesce("school_class", -1),
                "since",
                name="bell_rule_once",
            ),
        ]


class CalendarException(models.Model):
    class Kind(models.TextChoices):
        HOLIDAY = "holiday"
        VACATION = "vacation"
        EXTRA_DAY = "extra_day"
        DISTANCE = "distance"
        QUARANTINE = "quarantine"

    school = models.ForeignKey(School, models.CASCADE)
    date = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, null=True, blank=True)
    as_weekday = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                "school",
                "date",
                Coalesce("level", -1),
                Coalesce("school_class", -1),
                name="exception_once",
            )
        ]


class TimetableVersion(models.Model):
    """A weekly timetable; while it is not published it is a draft."""

    school = models.ForeignKey(School, models.CASCADE)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    published = models.BooleanField(default=False)

    class Meta:
        constraints = [
            NoOverlap(name="excl_timetable_version", owner=("school",), only="published"),
        ]


class TimetableSlot(models.Model):
    class Parity(models.TextChoices):
        ALL = "all"
        ODD = "odd"
        EVEN = "even"

    version = models.ForeignKey(TimetableVersion, models.CASCADE, related_name="slots")
    group = models.ForeignKey(TeachingGroup, models.CASCADE)
    staff = models.ForeignKey(Staff, models.CASCADE)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True)
    weekday = models.PositiveSmallIntegerField()
    shift = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField()
    parity = models.CharField(max_length=4, choices=Parity.choices, default=Parity.ALL)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["version", "group", "weekday", "shift", "number", "parity"],
                name="slot_once",
            ),
            CheckConstraint(condition=Q(weekday__range=(1, 7)), name="slot_weekday"),
        ]


class Lesson(models.Model):
    """One lesson of one date.  An extra lesson has neither slot nor number."""

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        CANCELLED = "cancelled"

    school = models.ForeignKey(School, models.CASCADE)
    slot = models.ForeignKey(TimetableSlot, models.SET_NULL, null=True, blank=True)
    group = models.ForeignKey(TeachingGroup, models.CASCADE, related_name="lessons")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="lessons")
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True)
    date = models.DateField()  # local
    shift = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    starts = models.TimeField()  # local
    ends = models.TimeField()
    starts_at = models.DateTimeField()  # derived from date, starts and the school's zone
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    topic = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["slot", "date"], name="lesson_once_a_slot"),
            UniqueConstraint(
                fields=["group", "date", "shift", "number"],
                condition=~Q(state="cancelled"),
                name="lesson_once_a_number",
            ),
            UniqueConstraint(
                fields=["group", "date", "starts"],
                condition=Q(number=None) & ~Q(state="cancelled"),
                name="extra_lesson_once",
            ),
            CheckConstraint(condition=Q(ends__gt=F("starts")), name="lesson_starts_ends"),
        ]
        indexes = [
            models.Index(fields=["group", "date"]),
            models.Index(fields=["staff", "date"]),
            models.Index(fields=["school", "starts_at"]),
        ]
