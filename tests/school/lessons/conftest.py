"""Anya's geometry is planned online for 10:30; the clock stands at 10:35 unless moved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from parta.kit import clock
from parta.school.lessons import livekit
from parta.school.lessons.models import OnlinePlan
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson
from tests.cast import TODAY, TZ, Cast

BELL = "10:30"
FAR_AHEAD = 4_000_000_000  # seconds since 1970


class SignIn(Protocol):
    def __call__(self, person: Person, hat: Hat, level: Level = Level.CONFIRMED) -> Client: ...


def local(time: str) -> datetime:
    """Today at that time in the school's zone."""
    return datetime.fromisoformat(f"{TODAY}T{time}").replace(tzinfo=ZoneInfo(TZ))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Moves the product's clock to a local time of today."""

    def move(time: str) -> None:
        monkeypatch.setattr(clock, "now", lambda: local(time))

    move("10:35")
    return move


@pytest.fixture
def lesson(cast: Cast, at: Callable[[str], None]) -> Lesson:
    lesson = cast.lesson(topic="Признаки равенства треугольников")
    OnlinePlan.objects.create(
        school=cast.school, lesson=lesson, planned_by=cast.vera, planned_at=clock.now()
    )
    return lesson


@pytest.fixture
def sign_in() -> SignIn:
    def signed_in(person: Person, hat: Hat, level: Level = Level.CONFIRMED) -> Client:
        client = Client()
        client.force_login(person)
        session = client.session
        session["hat"], session["signin"] = hat, {"level": level}
        session["ends_at"] = session["checked_at"] = FAR_AHEAD
        session.save()
        return client

    return signed_in


@dataclass
class MediaDouble:
    """Stands in for the media server's room service: its rooms, its lists, its moods."""

    rooms: set[str] = field(default_factory=set)
    participants: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: bool = True

    def call(self, method: str, grant: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        if not self.answers:
            raise livekit.Unavailable(method)
        self.calls.append((method, body))
        if method == "CreateRoom":
            self.rooms.add(body["name"])
        if method == "DeleteRoom":
            self.rooms.discard(body["room"])
        if method == "ListRooms":
            return {"rooms": [{"name": name} for name in body["names"] if name in self.rooms]}
        return {"participants": self.participants.get(body.get("room", ""), [])}


@pytest.fixture
def media(monkeypatch: pytest.MonkeyPatch) -> MediaDouble:
    double = MediaDouble()
    monkeypatch.setattr(livekit, "_call", double.call)
    return double
