"""Anya's geometry runs online with vera in it; what everybody at the door may see of it differs."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from parta.oidc import provider as known
from parta.school.classes.models import ClassTeacher
from parta.school.lessons.models import Seat
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import Person, Staff
from parta.school.signin.sessions import Entry
from parta.school.timetable.models import Lesson
from tests.cast import YEAR_STARTS, Cast
from tests.oidc.provider import CLIENT, SECRET, serve
from tests.school.diary.conftest import built
from tests.school.lessons.conftest import anya, at, lesson, media, sign_in, vera
from tests.school.lessons.stand_ins import SignIn
from tests.school.lessons.talking import Page
from tests.school.register.conftest import link, write_down

__all__ = ["anya", "at", "built", "lesson", "media", "sign_in", "vera"]

PHONE = "+71991000001"


@dataclass
class Scene:
    """A running lesson, what was said in it, and who comes to look."""

    cast: Cast
    lesson: Lesson
    come: SignIn
    sonya: Person  # class teacher of 7А
    contact: int  # key of anya's
    guardian: int  # key of the link between mama and anya

    def browser(self, who: str, hat: Hat) -> Client:
        person = self.sonya if who == "sonya" else getattr(self.cast, who)
        client = self.come(person, hat)
        session = client.session
        session["signin"] = asdict(
            Entry("http://civic.example", "x", Level.CONFIRMED, "", 0, False)
        )
        session.save()
        return client

    @property
    def rows(self) -> dict[str, Any]:
        """What the parts of addresses name."""
        anya = self.cast.anya
        return {
            "lesson_id": self.lesson.pk,
            "class_id": self.cast.class_7b.pk,
            "uid": anya.uid,
            "child_uid": anya.uid,
        }

    def typed(self) -> dict[str, Any]:
        """One body that every form and every deed of the lesson could use."""
        parent = {"surname": "Чужая", "name": "Яна", "birth_date": "03.06.1985", "kin": "mother"}
        return {
            **{f"parent-{name}": value for name, value in parent.items()},
            "known-contact": PHONE,
            "known-kin": "mother",
            "contact": "+7 199 100-00-77",
            "birth_date": "15.03.2013",
            "lesson": str(self.lesson.pk),
            "sure": "1",
            "key": str(self.contact),
            "seat": Seat.objects.get(person=self.cast.anya).seat,
            "text": "чужие слова",
            "up": True,
            "open": False,
        }


@pytest.fixture
def providers(settings: Settings, at: Callable[[str], None]) -> Iterator[None]:
    """Both identity sites answer."""
    known.forget()
    server, provider = serve()
    settings.SIGNIN_ISSUER = settings.LEARNING_ISSUER = provider.issuer
    settings.SIGNIN_CLIENT_ID = settings.LEARNING_CLIENT_ID = CLIENT
    settings.SIGNIN_CLIENT_SECRET = settings.LEARNING_CLIENT_SECRET = SECRET
    yield
    server.shutdown()
    server.server_close()


@pytest.fixture
def scene(providers: None, cast: Cast, vera: Page, anya: Page, sign_in: SignIn) -> Scene:
    anya.say("слышно хорошо")
    anya.post("hand", up=True)
    link(cast.anya)
    sonya = Person.objects.create(school=cast.school, surname="Яшина", name="Соня")
    staff = Staff.objects.create(school=cast.school, person=sonya, hired_on=YEAR_STARTS)
    ClassTeacher.objects.create(
        school=cast.school, school_class=cast.class_7a, staff=staff, since=YEAR_STARTS
    )
    return Scene(
        cast,
        vera.lesson,
        sign_in,
        sonya,
        contact=write_down(cast.anya, PHONE).pk,
        guardian=cast.mama.wards.filter(pupil=cast.anya.pupil).get().pk,
    )
