"""Somebody of the register who has a card of the demo bank."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.installation import Installation
from tests.journeys.newcomers import Newcomer
from tests.journeys.papers import Papers

OPENED = """
from django.contrib.auth.hashers import make_password
from parta.bank.customers.models import Customer
Customer.objects.create(password=make_password({password!r}), **{columns!r})
"""


@dataclass(frozen=True, slots=True)
class Customer:
    who: Newcomer
    installation: Installation

    def becomes_one(self, **changes: str) -> None:
        """With the passport in hand, long ago; `changes`: what the bank knows otherwise."""
        day, month, year = self.who.birthdate.split(".")
        columns = {
            "family_name": self.who.family_name,
            "given_name": self.who.given_name,
            "middle_name": self.who.middle_name,
            "birthdate": f"{year}-{month}-{day}",
            "gender": self.who.gender,
            "phone": self.who.contact,
            "document_number": Papers.of(self.who).number,
            **changes,
        }
        code = OPENED.format(password=self.who.password, columns=columns)
        self.installation.rows(code, site="bank")

    def signs_in(self, page: Page) -> None:
        page.locator("[name=identifier]").fill(self.who.contact)
        page.locator("[name=password]").fill(self.who.password)
        page.get_by_role("button", name="Войти", exact=True).click()
