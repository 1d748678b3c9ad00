"""What the tests of the door put in place of the world: a clock, a sign-in, a media server."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.test import Client

from parta.school.lessons import livekit
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import Person
from tests.cast import TODAY, TZ

FAR_AHEAD = 4_000_000_000  # seconds since 1970


class SignIn(Protocol):
    def __call__(self, person: Person, hat: Hat, level: Level = Level.CONFIRMED) -> Client: ...


def local(time: str) -> datetime:
    """Today at that time in the school's zone."""
    return datetime.fromisoformat(f"{TODAY}T{time}").replace(tzinfo=ZoneInfo(TZ))


@dataclass
class MediaDouble:
    """Stands in for the media server's room service: its rooms, its lists, its moods."""

    rooms: set[str] = field(default_factory=set)
    participants: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: bool = True

    def call(
        self, method: str, grant: dict[str, Any], body: dict[str, Any]
    ) -> dict[str, Any] | None:
        if not self.answers:
            raise livekit.Unavailable(method)
        self.calls.append((method, body))
        if method == "CreateRoom":
            self.rooms.add(body["name"])
        if method == "DeleteRoom":
            self.rooms.discard(body["room"])
        if method == "ListRooms":
            return {"rooms": [{"name": name} for name in body["names"] if name in self.rooms]}
        here = self.participants.get(body.get("room", ""), [])
        if "identity" in body:
            return {} if body["identity"] in {each["identity"] for each in here} else None
        return {"participants": here}
