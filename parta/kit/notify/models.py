import uuid

from django.db import models


class Message(models.Model):
    """One message that was to go out.  Holds neither text nor code, and names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=5)
    state = models.CharField(max_length=12)  # State
    to = models.CharField(max_length=254)  # "" once nobody needs it any more
    gateway = models.CharField(max_length=12, default="")
    reference = models.CharField(max_length=80, default="")  # the gateway's name of it
    cost = models.DecimalField(max_digits=10, decimal_places=4)  # roubles; guessed until told
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(db_index=True)
    deadline = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # when a receipt was last asked for

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="messages_under_way")]


class Letter(models.Model):
    """The words of a message that waits; gone as soon as a gateway has them, or it is too late."""

    message = models.OneToOneField(Message, models.CASCADE, primary_key=True)
    text = models.TextField()
    code = models.CharField(max_length=8)
    subject = models.CharField(max_length=120)
    due_at = models.DateTimeField()
