"""Clerks, people who have lost their contacts, and what waits for a second clerk."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from parta.civic.assurance.models import Deed, Reason
from parta.civic.citizens.models import Citizen
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.kit import clock


class Clerk(models.Model):
    """Somebody who confirms people at a desk, for as long as the row is there."""

    citizen = models.OneToOneField(Citizen, models.CASCADE, primary_key=True)
    place = models.CharField(max_length=120)  # as people know it: street, window
    since = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return self.place


class Recovery(models.Model):
    """A browser whose person has lost their contacts, and has proved another one in it.

    waiting → granted | refused, once.  Whose account it is, only a clerk finds out.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        GRANTED = "granted"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=8, unique=True)
    kind = models.CharField(max_length=5)  # Kind
    contact = models.CharField(max_length=254)
    place = models.CharField(max_length=120, blank=True)  # where the person goes
    made_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    opens = models.ForeignKey(Citizen, models.CASCADE, null=True, related_name="+")
    """Granted: whose password this browser may set without another code, once."""

    @property
    def to(self) -> Identifier:
        return Identifier(Kind(self.kind), self.contact)

    def __str__(self) -> str:
        return self.state


class Proposal(models.Model):
    """What one clerk has decided, and a second one of the same place has to approve."""

    citizen = models.OneToOneField(Citizen, models.CASCADE, related_name="proposal")
    deed = models.CharField(max_length=7, choices=Deed.choices)
    clerk = models.ForeignKey(Citizen, models.CASCADE, related_name="proposals")
    place = models.CharField(max_length=120)
    recovery = models.OneToOneField(Recovery, models.CASCADE, null=True)
    print = models.CharField(max_length=64)  # of what the first clerk has compared
    at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(citizen=models.F("clerk")), name="proposal_is_not_of_oneself"
            ),
            models.CheckConstraint(
                condition=Q(deed=Deed.RECOVER, recovery__isnull=False)
                | Q(deed=Deed.CONFIRM, recovery=None),
                name="proposal_knows_what_it_recovers",
            ),
        ]

    def living(self, now: datetime) -> bool:
        return self.expires_at > now

    def __str__(self) -> str:
        return self.deed
