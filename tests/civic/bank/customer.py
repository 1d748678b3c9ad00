"""Somebody who goes from the page of the level to a bank and back."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from parta.civic.assurance.models import Document
from parta.civic.citizens.models import Citizen
from tests.civic.visitor import of
from tests.oidc.provider import TestProvider

LEAVE, BACK = "/level/bank/alfa", "/level/bank/alfa/callback"


@dataclass
class Customer:
    person: Citizen
    bank: TestProvider
    browser: Client = field(init=False)

    def __post_init__(self) -> None:
        self.browser = of(self.person)

    def known_at_the_bank(self, **changes: Any) -> None:
        """By the data of the account, but for `changes`."""
        document = Document.objects.get(citizen=self.person)
        self.bank.about = {
            "family_name": self.person.family_name.upper(),
            "given_name": self.person.given_name,
            "middle_name": self.person.middle_name,
            "birthdate": self.person.birthdate.isoformat(),
            "document_number": f"{document.series} {document.number}",
        } | changes

    def leave(self) -> str:
        response = self.browser.get(LEAVE)
        assert response.status_code == 302, response.content.decode()
        return str(response["Location"])

    def come_back(self, answer: dict[str, str]) -> Any:
        return self.browser.get(BACK, answer)

    def confirm(self, **changes: str | None) -> Any:
        """The whole way; `changes` spoil what the browser brings back."""
        return self.come_back(self.bank.approve(self.leave(), **changes))

    def told(self) -> str:
        """The page that the person sees after the way."""
        return str(self.browser.get("/level/bank", follow=True).content.decode())


def path_of(response: Any) -> str:
    return str(urlsplit(response["Location"]).path)
