"""Junk at every page of a level and of a desk: refusals, and never a 5xx."""

from typing import Any

import pytest
from django.test import Client

from tests.civic.test_fuzz import JUNK, sound
from tests.civic.visitor import PASSPORT, clerk, documented, find, lera, level_of, of, show_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.mark.parametrize("name", PASSPORT)
def test_the_form_for_documents(name: str) -> None:
    person = lera()
    browser = of(person)
    for junk in JUNK:
        if name != "snils" or junk != PASSPORT["snils"]:
            today = {"issued_on": "01.09.2026"}
            form = PASSPORT | today | {name: junk}
            sound(browser.post("/level/documents", form), (name, junk))
    assert level_of(person) == "simplified"


@pytest.mark.parametrize("name", ["code", "seen", "check", "reason", "decision"])
def test_the_forms_of_the_desk(name: str) -> None:
    person = documented()
    desk = of(clerk())
    find(desk, show_code(person))
    for junk in JUNK:
        sound(desk.post("/desk/decide", {"decision": "confirm", name: junk}), (name, junk))
        sound(desk.post("/desk/find", {"code": "1", name: junk}), (name, junk))
    assert level_of(person) == "standard"


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options", "head", "patch"])
def test_every_method_at_every_address(method: str) -> None:
    for client in (Client(), of(documented()), of(clerk())):
        for path in ("/level", "/level/documents", "/level/desk", "/desk"):
            sound(getattr(client, method)(path), (method, path))
        for path in ("/desk/find", "/desk/decide"):
            sound(getattr(client, method)(path), (method, path))
