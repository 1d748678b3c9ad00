from django.db import models

from parta.kit import clock


class Passkey(models.Model):
    """A key of the person's device; only its public half is here."""

    id = models.CharField(primary_key=True, max_length=64)  # digest of the credential's own id
    account_id = models.UUIDField(db_index=True)
    name = models.CharField(max_length=60)
    credential = models.BinaryField()  # WebAuthn's attested credential data: id and public key
    counter = models.BigIntegerField()
    synced = models.BooleanField()  # may leave the device it was made on
    made_at = models.DateTimeField(default=clock.now, editable=False)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class SpentChallenge(models.Model):
    """A challenge that has been answered, until it would have run out anyway."""

    key = models.CharField(primary_key=True, max_length=64)
    expires_at = models.DateTimeField(db_index=True)


class Totp(models.Model):
    """The app of one-time passwords of an account; in force once `since` is set."""

    account_id = models.UUIDField(primary_key=True)
    sealed = models.BinaryField()  # the secret: sealed.py
    made_at = models.DateTimeField(default=clock.now)
    since = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)  # a step serves once


class RecoveryCode(models.Model):
    """One of ten for the day on which everything else is lost."""

    account_id = models.UUIDField()
    hint = models.CharField(max_length=2)  # the first letters: which of the hashes to try
    encoded = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "hint"], name="recovery_code_by_hint")
        ]


class Offered(models.Model):
    """A passkey has been offered to the account: that happens once."""

    account_id = models.UUIDField(primary_key=True)
    at = models.DateTimeField(default=clock.now)
