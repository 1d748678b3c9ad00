"""The account of a provider site: what sign-in and grants need to know of a person."""

import uuid
from collections.abc import Iterable, Mapping
from functools import cache
from typing import ClassVar, Protocol, Self

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from parta.idp.accounts import hashing
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.kit import clock, plain
from parta.kit.ui.frame import Frame, Tab


class Holder(Protocol):
    """Whose subject, data and consent a client meets: the account, or a profile that it keeps."""

    @property
    def pk(self) -> uuid.UUID: ...

    @property
    def acr(self) -> str:
        """The level of this identity as an acr value; "" where the site knows none."""

    def claims(self) -> dict[str, str | bool]:
        """Every claim that is known about the person; absent ones are left out."""


class Account(AbstractBaseUser):
    """A person who signs in with a password.  Each provider site has its own subclass.

    A subclass says by which identifiers it is found, which claims each scope
    releases, and which levels of identity it knows.  It is its own Holder, unless
    it keeps several people's profiles.
    """

    KINDS: ClassVar[tuple[Kind, ...]]
    SCOPES: ClassVar[Mapping[str, tuple[str, ...]]]  # scope → claims, without "openid"
    DIALECT_SCOPES: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # not OpenID Connect's
    LEVELS: ClassVar[tuple[str, ...]] = ()  # acr values, lowest first
    USERNAME_FIELD = "id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    closes_at = models.DateTimeField(null=True, editable=False, db_index=True)
    """When it is erased; until then whoever signs in may have it back."""
    last_login = None  # kept per session, not per account

    class Meta:
        abstract = True

    def get_session_auth_hash(self) -> str:
        """Another password ends the sessions; the same one at another cost does not."""
        stands_on = self.password
        if self.has_usable_password():
            stands_on = hashing.salt_of(self.password)
        return salted_hmac("parta.session", stands_on, algorithm="sha256").hexdigest()

    @classmethod
    def find(cls, identifiers: Iterable[Identifier]) -> Self | None:
        """The active account with the first of `identifiers` that anybody has.

        Only what its owner has proved counts: an unverified phone or e-mail
        finds nobody.
        """
        found = cls.known(identifiers)
        return found if found and found.is_active else None

    @classmethod
    def known(cls, identifiers: Iterable[Identifier]) -> Self | None:
        """As find(), and where no active account is, one that an operator has shut."""
        raise NotImplementedError

    @classmethod
    @cache
    def columns(cls) -> plain.Columns[Self]:
        """For statements of plain SQL."""
        return plain.Columns(cls)

    @staticmethod
    def proved(identifier: Identifier) -> models.Q:
        """Whose the identifier is, active or not: at most one person's."""
        return (
            models.Q(phone=identifier.value) if identifier.kind is Kind.PHONE else models.Q(pk=None)
        )

    def holder(self, request: HttpRequest) -> Holder | None:  # noqa: ARG002 (for subclasses)
        """Who this session stands for; None while the person still has to choose.

        A site where that can be None has a page called "choose", which leads on to
        its `next`.
        """
        return self

    def held(self, holder: uuid.UUID) -> Holder | None:
        """The holder with that key, as long as this account keeps it."""
        return self if holder == self.pk else None

    def frame(self, request: HttpRequest) -> Frame:
        """What account.html draws around a page."""
        from parta.idp.accounts.frame import frame

        return frame(self, request)

    def tabs(self, request: HttpRequest) -> tuple[Tab, ...]:  # noqa: ARG002 (for subclasses)
        """The site's own tabs of the cabinet, between the account and security."""
        return ()

    def told_at(self) -> tuple[str, ...]:
        """Proved contacts that are told what happens to the account, likeliest first."""
        raise NotImplementedError

    def holders(self) -> Iterable[Holder]:
        """Everybody this account stands for."""
        return (self,)

    @property
    def needs_second_factor(self) -> bool:
        """Whether what this account opens asks for more than one proof; a site adds its rule."""
        return hasattr(self, "operator")

    @property
    def acr(self) -> str:
        return ""

    def claims(self) -> dict[str, str | bool]:
        raise NotImplementedError


def model() -> type[Account]:
    """The account of this site."""
    return get_user_model()
