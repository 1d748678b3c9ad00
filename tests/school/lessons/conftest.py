"""Anya's geometry is planned online for 10:30; the clock stands at 10:35 unless moved."""

from collections.abc import Callable

import pytest
from django.test import Client

from parta.kit import clock
from parta.school.lessons import livekit
from parta.school.lessons.models import OnlinePlan
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.school.lessons.stand_ins import FAR_AHEAD, MediaDouble, SignIn, local
from tests.school.lessons.talking import Page


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


@pytest.fixture
def media(monkeypatch: pytest.MonkeyPatch) -> MediaDouble:
    double = MediaDouble()
    monkeypatch.setattr(livekit, "_call", double.call)
    return double


@pytest.fixture
def vera(cast: Cast, lesson: Lesson, sign_in: SignIn, media: MediaDouble) -> Page:
    """The teacher's page, before a media server that is not the real one."""
    return Page(sign_in(cast.vera, Hat.TEACHER), lesson)


@pytest.fixture
def anya(cast: Cast, lesson: Lesson, sign_in: SignIn, media: MediaDouble) -> Page:
    return Page(sign_in(cast.anya, Hat.PUPIL), lesson)


@pytest.fixture
def olga(cast: Cast, lesson: Lesson, sign_in: SignIn, media: MediaDouble) -> Page:
    return Page(sign_in(cast.olga, Hat.PUPIL), lesson)
