"""A browser on the way to a learning profile, and the phone that the codes come to."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.idp.asking import sent
from tests.idp.party import Browser

SAID = {
    "family_name": "Ковалёва",
    "given_name": "Анна",
    "middle_name": "",
    "birthdate": "14.03.2013",
    "gender": "female",
}


def messages(phone: str) -> list[str]:
    """The codes sent to the phone, oldest first."""
    return [each.code for each in sent() if each.to == phone and each.code]


def texts(phone: str) -> list[str]:
    """What else was sent to it, oldest first."""
    return [each.text for each in sent() if each.to == phone and not each.code]


class Walker(Browser):
    """Types and presses what a page shows; `at` is the page that it stands on."""

    def __init__(self, start: str = "/signin", **kept: Any) -> None:
        super().__init__(**kept)
        self.page = self.go(start)

    @property
    def at(self) -> str:
        """The path of the page; of a redirect to elsewhere, of the page that sends there."""
        return str(self.page.request["PATH_INFO"])

    @property
    def text(self) -> str:
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.page.content.decode())))

    @property
    def address(self) -> str:
        query = self.page.request["QUERY_STRING"]
        return f"{self.at}?{query}" if query else self.at

    def press(self, to: str = "", **typed: str) -> "Walker":  # type: ignore[override]
        """Send the form of this page, or its other one that goes `to`."""
        where = f"{to}?{urlsplit(self.address).query}" if to else self.address
        self.page = self.go(where, **(typed or {"pressed": "1"}))
        return self

    def press_twice(self, **typed: str) -> "Walker":
        """The same form of the same page, sent again."""
        where = self.address
        self.press(**typed)
        self.page = self.go(where, **(typed or {"pressed": "1"}))
        return self

    def open(self, path: str, **query: str) -> "Walker":
        self.page = self.go(f"{path}?{urlencode(query)}" if query else path)
        return self
