"""Customers of the demo bank: people whose passport it has seen."""

from collections.abc import Iterable
from typing import Self

from django.db import models

from parta.idp.accounts.account import Account
from parta.idp.accounts.identifiers import Identifier, Kind


class Customer(Account):
    KINDS = (Kind.PHONE,)
    SCOPES = {
        "profile": ("family_name", "given_name", "middle_name", "birthdate", "gender"),
        "document": ("document_number",),
    }

    family_name = models.CharField(max_length=200)
    given_name = models.CharField(max_length=200)
    middle_name = models.CharField(max_length=200, blank=True)
    birthdate = models.DateField()
    gender = models.CharField(max_length=6)
    phone = models.CharField(max_length=16, unique=True)  # E.164
    document_number = models.CharField(max_length=10)  # of the passport, with its series

    def __str__(self) -> str:
        return f"{self.family_name} {self.given_name}"

    @classmethod
    def known(cls, identifiers: Iterable[Identifier]) -> Self | None:
        numbers = [i.value for i in identifiers if i.kind is Kind.PHONE]
        return cls.objects.filter(phone__in=numbers).order_by("-is_active", "pk").first()

    def told_at(self) -> tuple[str, ...]:
        return (self.phone,)

    @property
    def document_spelt(self) -> str:
        number = self.document_number
        return f"{number[:2]} {number[2:4]} {number[4:]}"

    def claims(self) -> dict[str, str | bool]:
        known = {
            "family_name": self.family_name,
            "given_name": self.given_name,
            "middle_name": self.middle_name,
            "birthdate": self.birthdate.isoformat(),
            "gender": self.gender,
            "document_number": self.document_number,
        }
        return {name: value for name, value in known.items() if value}
