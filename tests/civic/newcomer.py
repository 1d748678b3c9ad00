"""Somebody without an account, at the pages of a registration."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from parta.kit.jobs.queue import run_next
from parta.kit.notify import outbox

PASSWORD = "лодка-у-причала-7"
FORM = {
    "family_name": "Мельник",
    "given_name": "Артём",
    "middle_name": "",
    "birthdate": "02.06.2014",
    "gender": "male",
    "contact": "8 (199) 222-22-14",
}


def messages() -> list[outbox.Message]:
    """All that has been sent so far."""
    while run_next():
        pass
    return outbox.read()


def code_sent() -> str:
    """The last code."""
    return next(message.code for message in reversed(messages()) if message.code)


def pressed(html: str) -> list[str]:
    """Addresses of the filled buttons that are links."""
    links = re.findall(r'<a href="([^"]*)" class="btn(?: wide)?(?: small)?"', html)
    return [unescape(link) for link in links]


@dataclass
class Newcomer:
    """Goes from page to page as a browser would."""

    client: Client = field(default_factory=Client)
    query: str = ""

    def post(self, path: str, **fields: str) -> Any:
        return self.client.post(f"{path}{self.query}", fields)

    def register(self, **changes: str) -> Any:
        return self.post("/register", **FORM | changes)

    def type_code(self, code: str = "") -> Any:
        return self.post("/register/code", code=code or code_sent())

    def choose(self, password: str = PASSWORD, **fields: str) -> Any:
        return self.post("/register/password", password=password, **fields)

    def whole(self, **changes: str) -> Any:
        """The page at the end of the way."""
        self.register(**changes)
        self.type_code()
        self.choose()
        return self.client.get(f"/registered{self.query}")


def path_of(response: Any) -> str:
    return str(urlsplit(response["Location"]).path)
