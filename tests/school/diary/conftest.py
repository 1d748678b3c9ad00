"""Wednesday 25 November 2026 at 10:35; anya's geometry of 10:30 is online, another one follows."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import Settings

from parta.kit import clock
from parta.school.lessons.models import LessonOnline, OnlinePlan
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson
from tests.cast import TODAY, TZ, Cast

FAR_AHEAD = 4_000_000_000  # seconds since 1970


def local(time: str) -> datetime:
    """Today at that time in the school's zone."""
    return datetime.fromisoformat(f"{TODAY}T{time}").replace(tzinfo=ZoneInfo(TZ))


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Moves the product's clock to a local time of today."""

    def move(time: str) -> None:
        monkeypatch.setattr(clock, "now", lambda: local(time))

    move("10:35")
    return move


@pytest.fixture(autouse=True)
def built(settings: Settings, tmp_path: Path) -> None:
    """Scripts as a build leaves them, so that pages need none here."""
    chunks = {
        name: {"file": f"{name}-x.js", "name": name, "src": name, "isEntry": True}
        for name in ("diary", "lesson-room")
    }
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite/manifest.json").write_text(json.dumps(chunks))
    settings.WEB_DIST = tmp_path


class SignIn(Protocol):
    def __call__(self, person: Person, hat: Hat) -> Client: ...


@pytest.fixture
def sign_in() -> SignIn:
    def signed_in(person: Person, hat: Hat) -> Client:
        client = Client()
        client.force_login(person)
        session = client.session
        session["hat"], session["signin"] = hat, {"level": Level.CONFIRMED}
        session["ends_at"] = session["checked_at"] = FAR_AHEAD
        session.save()
        return client

    return signed_in


def put_online(lesson: Lesson, by: Person, state: str = LessonOnline.State.PLANNED) -> LessonOnline:
    OnlinePlan.objects.create(
        school=lesson.school, lesson=lesson, planned_by=by, planned_at=clock.now()
    )
    return LessonOnline.objects.create(school=lesson.school, lesson=lesson, state=state)


@pytest.fixture
def running(cast: Cast) -> Lesson:
    """Geometry, 10:30–11:15, held online."""
    lesson = cast.lesson(number=3, topic="Признаки равенства треугольников")
    put_online(lesson, cast.vera)
    return lesson


@pytest.fixture
def later(cast: Cast) -> Lesson:
    """Geometry, 12:30–13:15, not online."""
    return cast.lesson("12:30", "13:15", number=5, topic="Медианы")
