"""Each address of the school as each kind of person comes to it: theirs, or nothing of it."""

import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.test import Client

from parta.school.learning.models import LearningId
from parta.school.lessons.models import Hand, LessonOnline, Message, OnlinePlan, Seat
from parta.school.people.hats import Hat
from parta.school.people.models import GuardianLink, Person
from parta.school.signin.models import AccountLink, SignInContact
from tests.addresses import ELSEWHERE, every_address, leads_away
from tests.school.every_address.conftest import Scene

KEPT = (
    *(Hand, LessonOnline, Message, OnlinePlan, Seat, LearningId),
    *(GuardianLink, Person, AccountLink, SignInContact),
)
OF_THE_LESSON = ("слышно хорошо", "Признаки равенства")
OF_THE_CLASS = ("Громова", "+7 199 100-00-01", *OF_THE_LESSON)
OF_THE_SCHOOL = ("Ковалёв", "Соколова", "Орлова", "Школа № 12", *OF_THE_CLASS)
NOWHERE = {"lesson_id": 10**9, "class_id": 10**9, "uid": uuid.uuid4(), "child_uid": uuid.uuid4()}
BACKCHANNEL = {"/signin/backchannel-logout", "/learning/backchannel-logout"}
NO_KEY_NEEDED = {"/lessons/webhook", "/rt/ticket", *BACKCHANNEL}
"""The ticket changes nothing; the others are called by servers, whose signature proves them."""
KEPT_OUT = {302, 401, 403, 404, 405}


def visits(client: Client, path: str, scene: Scene) -> Iterator[Any]:
    """A look, a press of a form, and a deed as a page's script asks for it."""
    typed = scene.typed()
    if path.endswith("/parent/end/"):
        typed["key"] = str(scene.guardian)
    yield client.get(path)
    yield client.post(path, typed)
    deed = json.dumps(typed | {"key": str(uuid.uuid4())})
    yield client.post(path, deed, content_type="application/json")


def rows() -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in KEPT]


def shows(answer: Any, words: Iterable[str]) -> list[str]:
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return [word for word in words if word in text]


def sound(answer: Any, words: Iterable[str], path: str) -> None:
    assert answer.status_code < 500, path
    assert not shows(answer, words), path


@pytest.mark.parametrize("hat", [Hat.PUPIL, Hat.PARENT, Hat.CLASS_TEACHER, Hat.ADMINISTRATOR])
def test_what_is_another_schools_is_as_if_absent(scene: Scene, hat: Hat) -> None:
    client, before = scene.browser("boris", hat), rows()
    there = [path for path, _ in every_address(scene.rows)]
    absent = [path for path, _ in every_address(NOWHERE)]
    named = [named for _, named in every_address(NOWHERE)]
    for path, nowhere, names_a_row in zip(there, absent, named, strict=True):
        if not names_a_row:
            continue
        pairs = zip(visits(client, path, scene), visits(client, nowhere, scene), strict=True)
        for answer, other in pairs:
            sound(answer, OF_THE_SCHOOL, path)
            assert answer.status_code in KEPT_OUT, path
            assert answer.status_code == other.status_code, path
            assert answer.headers.get("Location") == other.headers.get("Location"), path
    assert rows() == before


def test_a_stranger_is_led_to_the_sign_in_or_refused(scene: Scene) -> None:
    before = rows()
    for path, names_a_row in every_address(scene.rows):
        for answer in visits(Client(), path, scene):
            sound(answer, ("Ковалёв", "Соколова", *OF_THE_CLASS), path)
            if names_a_row:
                assert answer.status_code in KEPT_OUT, path
                assert answer.headers.get("Location", "/signin/").startswith("/signin/"), path
    assert rows() == before


def test_the_lists_of_a_school_hold_nobody_of_another(scene: Scene) -> None:
    lists = [path for path, names_a_row in every_address(scene.rows) if not names_a_row]
    for hat in (Hat.PUPIL, Hat.PARENT, Hat.CLASS_TEACHER, Hat.ADMINISTRATOR):
        far, own = scene.browser("boris", hat), scene.browser("admin", hat)
        for path in lists:
            sound(far.get(path), OF_THE_SCHOOL, path)
            sound(own.get(path), ("Белов", "Гимназия № 3"), path)


@pytest.mark.parametrize(
    ("who", "hat", "theirs", "unseen"),
    [
        ("gleb", Hat.PUPIL, (), OF_THE_CLASS),
        ("mama", Hat.PARENT, ("/diary/{uid}/",), ("Громова", "+7 199 100", "слышно хорошо")),
        ("sonya", Hat.CLASS_TEACHER, (), OF_THE_CLASS),
        ("sonya", Hat.TEACHER, (), OF_THE_CLASS),
        ("klara", Hat.CLASS_TEACHER, ("/register/{class_id}/",), OF_THE_LESSON),
        ("vera", Hat.TEACHER, ("/lessons/{lesson_id}/",), ("+7 199 100",)),
        ("anya", Hat.PUPIL, ("/lessons/{lesson_id}/",), ("Громова", "+7 199 100")),
        ("admin", Hat.ADMINISTRATOR, ("/register/{class_id}/", "/people/{uid}/"), OF_THE_LESSON),
        ("deputy", Hat.DEPUTY_HEAD, (), OF_THE_CLASS),
        ("clerk", Hat.OFFICE, (), OF_THE_CLASS),
    ],
)
def test_of_the_own_school_everybody_has_what_their_hat_opens(
    scene: Scene, who: str, hat: Hat, theirs: tuple[str, ...], unseen: tuple[str, ...]
) -> None:
    client, before = scene.browser(who, hat), rows()
    own = tuple(path.format(**scene.rows) for path in theirs)
    for path, names_a_row in every_address(scene.rows):
        if not names_a_row or path.startswith(own or "-"):
            continue
        for answer in visits(client, path, scene):
            sound(answer, unseen, path)
            assert answer.status_code in KEPT_OUT, path
            assert "/signin/" not in answer.headers.get("Location", ""), path
    assert rows() == before
    for path in own:
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    ("who", "hat"),
    [
        ("anya", Hat.PUPIL),
        ("vera", Hat.TEACHER),
        ("klara", Hat.CLASS_TEACHER),
        ("admin", Hat.ADMINISTRATOR),
    ],
)
def test_no_other_site_presses_for_who_is_in(scene: Scene, who: str, hat: Hat) -> None:
    cookies = scene.browser(who, hat).cookies
    before = rows()
    for path, _ in every_address(scene.rows):
        client = Client(enforce_csrf_checks=True)
        client.cookies = cookies
        _, form, deed = visits(client, path, scene)
        for answer in (form, deed):
            assert answer.status_code in ({200, 400, 401} if path in NO_KEY_NEEDED else {403}), path
    assert rows() == before


def test_no_address_sends_to_a_site_that_the_visitor_names(scene: Scene) -> None:
    for path, names_a_row in every_address(scene.rows):
        if names_a_row:
            continue
        for elsewhere in ELSEWHERE:
            for client in (Client(), scene.browser("klara", Hat.CLASS_TEACHER)):
                typed = {"next": elsewhere, "lesson": elsewhere}
                for answer in (client.get(path, typed), client.post(path, typed)):
                    assert answer.status_code < 500, path
                    assert not leads_away(answer), (path, elsewhere)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000"])
def test_a_foreign_host_is_refused_everywhere(scene: Scene, host: str) -> None:
    client = scene.browser("klara", Hat.CLASS_TEACHER)
    for path, _ in every_address(scene.rows):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 400, path
        assert "evil" not in answer.content.decode(), path
