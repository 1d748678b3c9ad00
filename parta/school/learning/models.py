"""Which learning profile is which pupil: what opens online lessons."""

from django.db import models
from django.db.models import Q, UniqueConstraint

from parta.kit import clock
from parta.school.people.models import Person, School


class LearningId(models.Model):
    """Issuer and subject of one learning profile.  Nothing else of the profile is kept."""

    school = models.ForeignKey(School, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="learning_ids")
    issuer = models.URLField()
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()
    checked_at = models.DateTimeField()  # when the profile was last shown to be theirs
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["school", "issuer", "subject"],
                condition=Q(released_at=None),
                name="learning_profile_serves_one",
            ),
            UniqueConstraint(
                fields=["person", "issuer"],
                condition=Q(released_at=None),
                name="learning_profile_once_per_person",
            ),
        ]


class Vouching(models.Model):
    """The class teacher's word that a pupil's profile is that pupil's, whose number is lost."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="vouchings")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    learning_id = models.ForeignKey(LearningId, models.CASCADE)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
