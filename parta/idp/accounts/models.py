from django.db import models


class Tries(models.Model):
    """Passwords tried lately for one person from one place, or from one address."""

    key = models.CharField(primary_key=True, max_length=64)
    tries = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)
    next_at = models.DateTimeField()


class SignedIn(models.Model):
    """One browser session of a person, so that they can see it and end it elsewhere."""

    sid = models.CharField(primary_key=True, max_length=32)  # as in ID tokens
    account_id = models.UUIDField(db_index=True)
    session_key = models.CharField(max_length=40)
    agent = models.CharField(max_length=60, blank=True)  # "Android, Chrome"
    network = models.CharField(max_length=50, blank=True)  # the part of the address that is kept
    at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)


class PastSignIn(models.Model):
    """One sign-in that has happened, for the person's own eyes: when, where, how, on what."""

    account_id = models.UUIDField()
    at = models.DateTimeField(db_index=True)
    agent = models.CharField(max_length=60, blank=True)  # "Android, Chrome"
    network = models.CharField(max_length=50, blank=True)  # the part of the address that is kept
    amr = models.JSONField()  # RFC 8176

    class Meta:
        indexes = [models.Index(fields=["account_id", "-at"], name="past_sign_ins_of_account")]
