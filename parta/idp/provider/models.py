"""Clients, and what people have granted them.

Codes and tokens are random 256-bit values; only their SHA-256 is kept.  A code
and the tokens that came of it hang on one Grant: ending the grant ends them all.
"""

import hashlib
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import models

from parta.idp.accounts.claims import names
from parta.kit import clock


def digest(value: str) -> str:
    """How a random value is kept: SHA-256 in hexadecimal."""
    return hashlib.sha256(value.encode()).hexdigest()


class ClientAuth(models.TextChoices):
    """How a client proves itself at the endpoints that only clients call."""

    SECRET = "secret"  # noqa: S105 (a way: by HTTP Basic or in the form)
    KEY = "key"  # private_key_jwt: by a key of its own
    NONE = "none"  # a public client: PKCE alone


class Algorithm(models.TextChoices):
    """How an ID token may be signed."""

    RS256 = "RS256"
    ES256 = "ES256"


class Client(models.Model):
    """A site or an app that may ask who a person is."""

    client_id = models.CharField(primary_key=True, max_length=64)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    """False: nobody signs in through it any more, and its tokens are dead."""
    auth = models.CharField(max_length=6, choices=ClientAuth.choices, default=ClientAuth.SECRET)
    jwks = models.JSONField(default=dict, blank=True)
    """The public keys of a client that proves itself by one: a JWK set."""
    id_token_alg = models.CharField(
        max_length=5, choices=Algorithm.choices, default=Algorithm.RS256
    )
    redirect_uris = models.JSONField(default=list)
    post_logout_redirect_uris = models.JSONField(default=list)
    backchannel_logout_uri = models.TextField(blank=True)
    """Where it is told that a session has ended; "" for a client that need not know."""
    origins = models.JSONField(default=list, blank=True)
    """Pages of these may call its endpoints from a browser (CORS)."""
    logo = models.BinaryField(default=b"", blank=True)
    scopes = models.JSONField(default=list)
    sector = models.CharField(max_length=64)
    """Whose subjects this client sees; fixed for ever, or every stored link breaks."""
    created_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return str(self.name)

    @property
    def speaks_openid(self) -> bool:
        """Else it is a dialect's: it has nothing by which our token endpoint would know it."""
        return self.auth != ClientAuth.KEY or bool(self.jwks)

    def may_learn(self, claims: Iterable[str]) -> list[str]:
        """Those of the claims that belong to scopes for which this client is registered."""
        return sorted(names(self.scopes).intersection(claims))


class ClientSecret(models.Model):
    """One of at most two living secrets of a client: 256 random bits, kept as a digest."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="secrets")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    used_at = models.DateTimeField(null=True)
    """The last use, to the hour."""
    ends_at = models.DateTimeField(null=True)


class Subject(models.Model):
    """The name under which one sector of clients knows a person: random, for ever."""

    subject = models.CharField(primary_key=True, max_length=43)
    holder = models.UUIDField()  # as in Grant; kept when it goes
    sector = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "sector"], name="subject_once_per_sector"),
        ]


class Grant(models.Model):
    """What one person let one client know, once, from one browser session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    holder = models.UUIDField()  # the account itself, or which of its learning profiles
    scopes = models.JSONField()
    id_token_claims = models.JSONField(default=list)  # asked for one by one
    userinfo_claims = models.JSONField(default=list)
    sid = models.CharField(max_length=43, db_index=True)
    auth_time = models.BigIntegerField()  # Unix seconds
    acr = models.CharField(max_length=60, blank=True)
    amr = models.JSONField()
    begun_at = models.DateTimeField(default=clock.now, editable=False, db_index=True)
    counted = models.BooleanField(default=False)  # in SignInsOfADay
    revoked_at = models.DateTimeField(null=True)


class Code(models.Model):
    hash = models.CharField(primary_key=True, max_length=64)
    grant = models.OneToOneField(Grant, on_delete=models.CASCADE)
    redirect_uri = models.TextField()
    code_challenge = models.CharField(max_length=43, blank=True)
    nonce = models.TextField(blank=True)
    expires_at = models.DateTimeField(db_index=True)
    spent_at = models.DateTimeField(null=True)


class AccessToken(models.Model):
    hash = models.CharField(primary_key=True, max_length=64)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE)
    expires_at = models.DateTimeField(db_index=True)


class RefreshToken(models.Model):
    """Worth one more pair of tokens.  Used twice, it ends the whole grant."""

    hash = models.CharField(primary_key=True, max_length=64)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE)
    expires_at = models.DateTimeField(db_index=True)
    spent_at = models.DateTimeField(null=True)


class UsedAssertion(models.Model):
    """A proof by key that a client has used: none counts twice."""

    hash = models.CharField(primary_key=True, max_length=64)  # of the client and the jti
    expires_at = models.DateTimeField(db_index=True)


class LogoutNotice(models.Model):
    """One client still has to be told that a session has ended."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    sid = models.CharField(max_length=43)
    subject = models.CharField(max_length=43)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "sid", "subject"], name="logout_notice_once"),
        ]


class SignInsOfADay(models.Model):
    """How many codes a client redeemed on one day, once their grants are forgotten."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "day"], name="sign_ins_once_per_day"),
        ]


class PushedRequest(models.Model):
    """An authorization request that came by the back door (RFC 9126)."""

    hash = models.CharField(primary_key=True, max_length=64)
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    parameters = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)
    answered_in = models.CharField(
        max_length=43, blank=True
    )  # sid of the session that got the code
