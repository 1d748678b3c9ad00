import uuid

from django.db import models

from parta.idp.codes.rules import Life


class Challenge(models.Model):
    """A code that was sent; only the session that asked for it knows the key of the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=8)  # Purpose
    kind = models.CharField(max_length=5)  # Kind
    to = models.CharField(max_length=254)
    browser = models.CharField(max_length=64)  # whose second press this may be
    real = models.BooleanField()  # else the page looks the same and nothing fits
    instead = models.TextField(default="")  # what is sent in place of a code
    mac = models.CharField(max_length=64)  # of the code, with the key of the row
    by = models.CharField(max_length=5)  # By
    message = models.UUIDField(null=True)  # the message that carries the code
    sent = models.PositiveSmallIntegerField(default=0)  # codes so far
    sent_at = models.DateTimeField()
    resend_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)  # paid for, right or wrong
    spent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["browser", "purpose", "to"], name="challenge_asked_again"),
            models.Index(fields=["message"], name="challenge_of_a_message"),
        ]

    @property
    def life(self) -> Life:
        return Life(self.expires_at, self.resend_at, self.tries, self.spent_at is not None)

    def live(self, life: Life) -> None:
        self.expires_at, self.resend_at = life.expires_at, life.resend_at
        self.tries = life.tries


class Sent(models.Model):
    """How many codes went to one number, from one address or to one range of numbers."""

    key = models.CharField(primary_key=True, max_length=64)
    since = models.DateTimeField(db_index=True)
    sent = models.PositiveIntegerField()
    last_at = models.DateTimeField()
