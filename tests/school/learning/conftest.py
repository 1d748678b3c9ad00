"""Anya before her online geometry, without a learning ID, and a learning site on a real port."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from parta.kit import clock
from parta.oidc import provider as known
from parta.school.learning.models import LearningId
from parta.school.lessons.models import OnlinePlan
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.oidc.provider import CLIENT, SECRET, TestProvider, serve
from tests.school.lessons.stand_ins import FAR_AHEAD, local


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def move(time: str) -> None:
        monkeypatch.setattr(clock, "now", lambda: local(time))

    move("10:35")
    return move


@pytest.fixture
def provider(settings: Settings, at: Callable[[str], None]) -> Iterator[TestProvider]:
    known.forget()
    server, provider = serve()
    settings.LEARNING_ISSUER = provider.issuer
    settings.LEARNING_CLIENT_ID, settings.LEARNING_CLIENT_SECRET = CLIENT, SECRET
    yield provider
    server.shutdown()
    server.server_close()


@pytest.fixture
def lesson(cast: Cast, provider: TestProvider) -> Lesson:
    """In a school where nobody has a learning ID yet."""
    LearningId.objects.all().delete()
    lesson = cast.lesson()
    OnlinePlan.objects.create(
        school=cast.school, lesson=lesson, planned_by=cast.vera, planned_at=clock.now()
    )
    return lesson


@dataclass
class Learner:
    """A pupil at the school with a browser, and at the learning site with a profile."""

    person: Person
    provider: TestProvider
    client: Client = field(default_factory=Client)

    def sign_in(self, hat: Hat = Hat.PUPIL, **signin: Any) -> "Learner":
        self.client.force_login(self.person)
        session = self.client.session
        session["hat"], session["signin"] = hat, {"level": Level.CONFIRMED, **signin}
        session["ends_at"] = session["checked_at"] = FAR_AHEAD
        session.save()
        return self

    def profile(self, subject: str = "profile-1", **claims: Any) -> None:
        """Be that profile at the learning site from now on."""
        self.provider.claims, self.provider.about = {"sub": subject}, {"sub": subject, **claims}

    def press(self, lesson: Lesson) -> Any:
        """The green button."""
        return self.client.get(f"/lessons/{lesson.pk}/")

    def come_back(self, page: Any, **changes: str | None) -> str:
        """Go on through the learning site: the address where the school sends on."""
        answer = self.provider.approve(there(page), **changes)
        back = self.client.get("/learning/callback", answer)
        assert back.status_code == 302
        return str(back["Location"])

    def why(self) -> tuple[int, str]:
        """What the page says that keeps one out."""
        page = self.client.get("/learning/stopped/")
        return page.status_code, reason(page)


def there(page: Any) -> str:
    """Where the page goes on to by itself."""
    assert page.status_code == 200
    text = page.content.decode()
    return str(text.partition('content="0;url=')[2].partition('"')[0]).replace("&amp;", "&")


def reason(page: Any) -> str:
    return str(page.content.decode().partition('data-why="')[2].partition('"')[0])


@pytest.fixture
def anya(cast: Cast, provider: TestProvider) -> Learner:
    return Learner(cast.anya, provider)
