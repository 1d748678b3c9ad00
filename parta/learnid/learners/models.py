"""Learners: accounts known by a phone alone; they keep the learning profiles of its people."""

from collections.abc import Iterable
from typing import Self

from django.db import models

from parta.idp.accounts.account import Account
from parta.idp.accounts.identifiers import Identifier, Kind

CHOSEN = "profile"
"""The session's key of the profile it stands for."""


class Learner(Account):
    KINDS = (Kind.PHONE,)
    SCOPES = {
        "learning_profile": ("family_name", "given_name", "middle_name", "birthdate", "gender"),
    }

    phone = models.CharField(max_length=16, unique=True)  # E.164, proved by a code

    def __str__(self) -> str:
        return str(self.phone)

    @classmethod
    def find(cls, identifiers: Iterable[Identifier]) -> Self | None:
        numbers = [i.value for i in identifiers if i.kind is Kind.PHONE]
        return cls.objects.filter(phone__in=numbers, is_active=True).first()

    def claims(self) -> dict[str, str | bool]:
        return {}
