"""Client systems of the ESIA dialect, what they have asked, and people's numbers."""

from django.db import models

from parta.civic.citizens.models import Citizen
from parta.idp.consent.models import Consent
from parta.idp.provider.models import Client
from parta.kit import clock


class System(models.Model):
    """A client that proves itself by signatures.  Its mnemonic is the client's client_id.

    The client itself is registered for no scope of OpenID Connect, so that front
    door is closed to it.
    """

    client = models.OneToOneField(Client, on_delete=models.CASCADE, primary_key=True)
    scopes = models.JSONField()  # of the ESIA
    confirmed_only = models.BooleanField(default=False)
    gost_tokens = models.BooleanField(default=False)  # signed by GOST; else RS256

    def __str__(self) -> str:
        return str(self.client_id)


class SystemCertificate(models.Model):
    """One of a system's certificates: two while they are being exchanged."""

    system = models.ForeignKey(System, on_delete=models.CASCADE, related_name="certificates")
    fingerprint = models.CharField(max_length=64)  # SHA-256 in hexadecimal
    streebog = models.CharField(max_length=64, blank=True)  # "": registered without the engine
    der = models.BinaryField()
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "fingerprint"], name="certificate_once"),
        ]

    def __str__(self) -> str:
        return str(self.fingerprint)


class Asking(models.Model):
    """A signed request, kept while its time would still be taken: no state is used twice.

    An authorization request waits here too: the person's browser carries its key
    alone.
    """

    system = models.ForeignKey(System, on_delete=models.CASCADE)
    state = models.UUIDField()
    key_hash = models.CharField(max_length=64, unique=True, null=True)  # None: of the token step
    parameters = models.JSONField(default=dict)
    expires_at = models.DateTimeField(db_index=True)
    answered_in = models.CharField(max_length=43, blank=True)  # sid of the session it served

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "state"], name="state_once_per_system"),
        ]

    def __str__(self) -> str:
        return str(self.state)


class ShownChild(models.Model):
    """A child of the person whom the page of a consent has named."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE)
    child = models.ForeignKey(Citizen, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "child"], name="child_once_per_consent"),
        ]

    def __str__(self) -> str:
        return f"{self.consent_id} {self.child_id}"


class Oid(models.Model):
    """The number under which every system knows a person: random, for ever."""

    citizen = models.OneToOneField(Citizen, on_delete=models.CASCADE, primary_key=True)
    number = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return str(self.number)
