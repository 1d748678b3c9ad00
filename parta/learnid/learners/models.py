"""Learners: accounts known by a phone alone; they keep the learning profiles of its people."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from parta.idp.accounts.account import Account, Holder
from parta.idp.accounts.identifiers import Identifier, Kind

if TYPE_CHECKING:
    from parta.learnid.profiles.models import Profile

CHOSEN = "profile"
"""The session's key of the profile it stands for."""


class Learner(Account):
    KINDS = (Kind.PHONE,)
    SCOPES = {
        "learning_profile": ("family_name", "given_name", "middle_name", "birthdate", "gender"),
    }
    DIALECT_SCOPES = {  # VK ID's
        "vkid.personal_info": ("family_name", "given_name", "birthdate", "gender"),
        "phone": ("phone_number",),
    }

    phone = models.CharField(max_length=16, unique=True)  # E.164, proved by a code

    def __str__(self) -> str:
        return str(self.phone)

    @classmethod
    def known(cls, identifiers: Iterable[Identifier]) -> Self | None:
        numbers = [i.value for i in identifiers if i.kind is Kind.PHONE]
        return cls.objects.filter(phone__in=numbers).order_by("-is_active", "pk").first()

    def holder(self, request: HttpRequest) -> Holder | None:
        return self.held(uuid.UUID(kept)) if (kept := request.session.get(CHOSEN)) else None

    def held(self, holder: uuid.UUID) -> Holder | None:
        return self.kept.filter(pk=holder).first()

    def holders(self) -> Iterable[Holder]:
        return self.kept

    @property
    def kept(self) -> "QuerySet[Profile]":
        """The profiles of its people, without those that nobody uses any more."""
        return self.profiles.filter(left_at=None)

    def claims(self) -> dict[str, str | bool]:
        return {}

    def told_at(self) -> tuple[str, ...]:
        return (self.phone,)
