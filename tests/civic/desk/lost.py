"""Somebody who has lost their contacts, and the clerk who looks at their paper."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from parta.civic.citizens.models import Citizen
from parta.civic.desk.models import Recovery
from tests.civic.newcomer import code_sent
from tests.civic.visitor import ALL

NEW = "+7 199 222-22-14"


@dataclass
class Lost:
    """In a browser of their own, signed in nowhere."""

    browser: Client = field(default_factory=Client)

    def prove(self, contact: str = NEW, **said: str) -> str:
        """The eight digits that the page shows in the end."""
        self.browser.post("/recover/desk", {"contact": contact, **said})
        self.browser.post("/recover/desk/code", {"code": code_sent()})
        found = re.search(r'data-code="([0-9]{8})"', self.page())
        return found[1] if found else ""

    def page(self) -> str:
        return str(self.browser.get("/recover/desk/wait", follow=True).content.decode())

    def go_on(self) -> str:
        """Where a press on «Задать пароль» ends."""
        came = self.browser.post("/recover/desk/wait", follow=True)
        return str(came.redirect_chain[-1][0])

    @property
    def state(self) -> str:
        found = re.search(r'data-state="(\w+)"', self.page())
        return found[1] if found else ""


def by_paper(desk: Client, code: str, person: Citizen, **changes: str) -> Any:
    """The clerk types the code, then what stands on the paper."""
    desk.post("/desk/find", {"code": code})
    said = {
        "kind": "passport",
        "number": "36 26 104218",
        "birthdate": f"{person.birthdate:%d.%m.%Y}",
        **changes,
    }
    return desk.post("/desk/recover/find", said, follow=True)


def seen_at(desk: Client, path: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', desk.get(path).content.decode())
    return found[1] if found else ""


def settle(desk: Client, path: str = "/desk/recover", **changes: Any) -> Any:
    """All ticked and decided, unless told otherwise."""
    said = {"decision": "confirm", "check": ALL, "seen": seen_at(desk, path), **changes}
    return desk.post(f"{path}/decide", said)


def waiting() -> int:
    return Recovery.objects.filter(state="waiting").count()
