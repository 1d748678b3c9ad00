"""Junk at every page of a level and of a desk: refusals, and never a 5xx."""

from typing import Any

import pytest
from django.test import Client

from tests.civic.desk.lost import Lost, by_paper, waiting
from tests.civic.test_fuzz import JUNK, sound
from tests.civic.visitor import PASSPORT, clerk, documented, find, lera, level_of, of, show_code

pytestmark = pytest.mark.django_db
NEWER = [
    *("/desk/recover", "/desk/recover/find", "/desk/recover/decide", "/desk/day", "/desk/day.csv"),
    *("/desk/second", "/desk/second/take", "/desk/second/decide"),
    *("/recover/desk", "/recover/desk/code", "/recover/desk/wait", "/level/bank"),
]


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
        for path in ("/desk/find", "/desk/decide", *NEWER):
            sound(getattr(client, method)(path), (method, path))


@pytest.mark.parametrize("name", ["kind", "number", "birthdate"])
def test_the_form_for_a_paper(name: str) -> None:
    person, desk = documented(), of(clerk())
    by_paper(desk, Lost().prove(), person)
    said = {"kind": "passport", "number": "36 26 104218", "birthdate": "01.01.2010"}
    for junk in JUNK:
        sound(desk.post("/desk/recover/find", said | {name: junk}), (name, junk))


@pytest.mark.parametrize("name", ["decision", "seen", "check", "reason"])
def test_the_card_of_a_recovery(name: str) -> None:
    person, desk = documented(), of(clerk())
    by_paper(desk, Lost().prove(), person)
    for junk in JUNK:
        sound(desk.post("/desk/recover/decide", {"decision": "confirm", name: junk}), (name, junk))
    assert waiting() == 1


@pytest.mark.parametrize("name", ["contact", "place"])
def test_the_form_of_who_has_lost_everything(name: str) -> None:
    for junk in JUNK:
        said = {"contact": "nobody", name: junk}
        sound(Lost().browser.post("/recover/desk", said), (name, junk))
