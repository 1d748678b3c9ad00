"""Somebody inside a lesson, as their page speaks with the school."""

import uuid
from typing import Any

from django.test import Client

from parta.school.lessons.models import Seat
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson
from tests.school.lessons.reading import handed_over


class Page:
    """The lesson's page of one person, opened."""

    def __init__(self, client: Client, lesson: Lesson) -> None:
        self.client, self.lesson = client, lesson
        self.given = handed_over(client.get(f"/lessons/{lesson.pk}/").content.decode())

    @property
    def seat(self) -> str:
        seat: str = self.given["me"]["seat"]
        return seat

    def post(self, deed: str, **asked: Any) -> Any:
        return self.client.post(
            f"/lessons/{self.lesson.pk}/{deed}", asked, content_type="application/json"
        )

    def say(self, text: str, key: str = "") -> Any:
        return self.post("say", key=key or str(uuid.uuid4()), text=text)

    def state(self, after: int = 0) -> dict[str, Any]:
        answer = self.client.get(f"/lessons/{self.lesson.pk}/state?after={after}")
        assert answer.status_code == 200
        state: dict[str, Any] = answer.json()
        return state


def seat_of(person: Person) -> Seat:
    return Seat.objects.select_related("online").get(person=person)


def why(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["refusal"]["why"]
