"""The online side of a lesson: planned by whom, its media room, seats, presence and talk."""

import secrets

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from parta.school.people.models import Person, School
from parta.school.timetable.models import Lesson


def opaque() -> str:
    """128 random bits: names a room or a seat and tells nothing of a person or lesson."""
    return secrets.token_urlsafe(16)


class OnlinePlan(models.Model):
    """Somebody's decision that a lesson is held online; withdrawn, never deleted."""

    school = models.ForeignKey(School, models.CASCADE)
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="online_plans")
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["lesson"], condition=Q(withdrawn_at=None), name="one_open_online_plan"
            )
        ]


class LessonOnline(models.Model):
    """The media room of a lesson.

    planned → live (somebody was let in) → ended (for all, or by the watchdog
    after the overrun).  A plan that is taken back makes a live room planned again.
    `generation` moves the class to a new room: passes to the one before open nothing.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        LIVE = "live"
        ENDED = "ended"

    school = models.ForeignKey(School, models.CASCADE)
    lesson = models.OneToOneField(Lesson, models.CASCADE, related_name="online")
    room_uid = models.CharField(max_length=22, default=opaque, unique=True)
    generation = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changes = models.PositiveBigIntegerField(default=0)  # the number of the talk's last change

    class Meta:
        indexes = [
            models.Index(fields=["lesson"], condition=Q(generation__gt=1), name="rooms_that_moved"),
            models.Index(fields=["lesson"], condition=Q(state="live"), name="live_rooms"),
            models.Index(fields=["ended_at"], condition=Q(state="ended"), name="ended_rooms"),
        ]

    @property
    def room_name(self) -> str:
        return self.room_of(self.generation)

    def room_of(self, generation: int) -> str:
        return f"lesson-{self.room_uid}-{generation}"

    def is_room(self, name: str) -> bool:
        """Whether the media server's room is this lesson's, of whatever generation."""
        return name.rpartition("-")[0] == f"lesson-{self.room_uid}"


class Seat(models.Model):
    """A person's place in one room: their media identity."""

    online = models.ForeignKey(LessonOnline, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    seat = models.CharField(max_length=22, default=opaque, unique=True)
    leads = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    microphone_closed_at = models.DateTimeField(null=True, blank=True)
    behind = models.BooleanField(default=False)  # the media server has yet to follow these two
    hand_moves = models.PositiveSmallIntegerField(default=0)  # since `hand_moves_since`
    hand_moves_since = models.DateTimeField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)  # the audit's last line of their entry

    class Meta:
        constraints = [UniqueConstraint(fields=["online", "person"], name="one_seat_a_person")]
        indexes = [
            models.Index(fields=["online"], condition=Q(behind=True), name="seats_behind"),
            models.Index(
                fields=["online"], condition=Q(removed_at__isnull=False), name="seats_removed"
            ),
        ]


class PresenceInterval(models.Model):
    """One stay in the room as the media server saw it: keyed by the participant's sid."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="stays")
    sid = models.CharField(max_length=64, unique=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("joined_at")), name="stay_joined_left"
            )
        ]
        indexes = [models.Index(fields=["seat"], condition=Q(left_at=None), name="present_now")]


class Message(models.Model):
    """Something written in the lesson's chat.  `number` is its place among the talk's changes."""

    online = models.ForeignKey(LessonOnline, models.CASCADE, related_name="messages")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField()
    key = models.UUIDField()  # made by the page: the same again is the same message
    text = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["online", "number"], name="one_message_a_number"),
            UniqueConstraint(fields=["seat", "key"], name="one_message_a_key"),
        ]


class Hand(models.Model):
    """A hand that is up; `number` is its place in the order raised."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="hand")
    number = models.PositiveBigIntegerField()
    since = models.DateTimeField()
