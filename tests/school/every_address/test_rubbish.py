"""Rubbish in every form and every deed of the school: an answer, and nothing typed is lost."""

import json
import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from parta.school.people.hats import Hat
from tests.forms import throw
from tests.school.every_address.conftest import Scene

GOOD = {
    "contact": "+7 199 100-00-77",
    "birth_date": "15.03.2013",
    "parent-surname": "Ковалёв-О'Нил",
    "parent-name": "Пётр",
    "parent-patronymic": "Ильич",
    "parent-birth_date": "03.06.1985",
    "parent-kin": "father",
    "parent-contact": "p@pochta.example",
    "known-contact": "нет такого",
    "known-kin": "father",
}
BYTES = "surrogatepass"  # half a character goes as its bytes
DEEDS = {
    "say": ("key", "text"),
    "hand": ("up",),
    "microphone": ("seat", "open"),
    "remove": ("seat",),
    "let-in": ("seat",),
}
PARTS: list[Any] = [
    *(None, 0, -1, 1e308, 10**400, [], {}, [[]], {"a": {}}, True, "", "\x00", "\ud800"),
    *("ж" * 200_000, "9" * 5000, "<b>", "٣" * 32, ["x"] * 1000),
]


@pytest.mark.parametrize(
    ("who", "hat", "path"),
    [
        ("klara", Hat.CLASS_TEACHER, "/register/{class_id}/{uid}/"),
        ("vera", Hat.TEACHER, "/day/"),
    ],
)
def test_forms(scene: Scene, who: str, hat: Hat, path: str) -> None:
    client = scene.browser(who, hat)
    assert throw(client, path.format(**scene.rows), GOOD, passed={"/signout/"})


@pytest.mark.parametrize("path", ["/", "/signin/"])
def test_forms_for_anybody(scene: Scene, path: str) -> None:
    assert throw(Client(), path, {"next": "/diary/"})


@pytest.mark.parametrize("deed", DEEDS)
def test_deeds_of_a_lesson(scene: Scene, deed: str) -> None:
    client, where = scene.browser("vera", Hat.TEACHER), f"/lessons/{scene.lesson.pk}/{deed}"
    typed = scene.typed() | {"key": str(uuid.uuid4())}
    for name in DEEDS[deed]:
        for part in PARTS:
            said = json.dumps(typed | {name: part})
            answer = client.post(where, said, content_type="application/json")
            assert answer.status_code in {200, 204, 400, 403}, (name, str(part)[:50])
    for body in (b"", b"\xff", b"[" * 100_000, b"null", b'"x"', b'{"key": 1e999}', b"NaN"):
        answer = client.post(where, body, content_type="application/json")
        assert answer.status_code == 400, body[:20]


@pytest.mark.parametrize(
    ("who", "hat", "path"),
    [
        ("anya", Hat.PUPIL, "/diary/"),
        ("mama", Hat.PARENT, "/diary/{uid}/"),
        ("vera", Hat.TEACHER, "/day/"),
        ("vera", Hat.TEACHER, "/week/"),
        ("vera", Hat.TEACHER, "/lessons/{lesson_id}/state"),
        ("vera", Hat.TEACHER, "/look/"),
        ("klara", Hat.CLASS_TEACHER, "/signout/next/"),
        ("admin", Hat.ADMINISTRATOR, "/people/"),
        ("admin", Hat.ADMINISTRATOR, "/audit/"),
        ("admin", Hat.ADMINISTRATOR, "/signin/callback"),
        ("anya", Hat.PUPIL, "/learning/callback"),
    ],
)
def test_words_of_addresses(scene: Scene, who: str, hat: Hat, path: str) -> None:
    """What is read without a press: dates, names, filters, numbers."""
    names = ("date", "name", "action", "since", "until", "before", "person", "after", "to", "state")
    for rubbish in ("\x00", "\ud800", "9" * 5000, "-1", "0001-01-01", "9999-12-31", "ж" * 3000):
        asked = urlencode(dict.fromkeys([*names, "code", "iss", "error"], rubbish), errors=BYTES)
        answer = scene.browser(who, hat).get(f"{path.format(**scene.rows)}?{asked}")
        assert answer.status_code < 500, (path, rubbish[:20])
