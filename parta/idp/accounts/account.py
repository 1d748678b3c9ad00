"""The account of a provider site: what sign-in and grants need to know of a person."""

import uuid
from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from parta.idp.accounts.identifiers import Identifier, Kind
from parta.kit import clock


class Account(AbstractBaseUser):
    """A person who signs in with a password.  Each provider site has its own subclass.

    A subclass says by which identifiers it is found, which claims each scope
    releases, and which levels of identity it knows.
    """

    KINDS: ClassVar[tuple[Kind, ...]]
    SCOPES: ClassVar[Mapping[str, tuple[str, ...]]]  # scope → claims, without "openid"
    LEVELS: ClassVar[tuple[str, ...]] = ()  # acr values, lowest first
    USERNAME_FIELD = "id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    last_login = None  # kept per session, not per account

    class Meta:
        abstract = True

    @classmethod
    def find(cls, identifiers: Iterable[Identifier]) -> Self | None:
        """The active account with the first of `identifiers` that anybody has.

        Only what its owner has proved counts: an unverified phone or e-mail
        finds nobody.
        """
        raise NotImplementedError

    @property
    def acr(self) -> str:
        """The level of this identity as an acr value; "" where the site knows none."""
        return ""

    def claims(self) -> dict[str, str | bool]:
        """Every claim that is known about the person; absent ones are left out."""
        raise NotImplementedError


def model() -> type[Account]:
    """The account of this site."""
    return get_user_model()
