"""What the lesson page hands to the room: the whole of it, and nothing besides."""

from typing import Any

import pytest
from django.conf import settings

from parta.school.lessons.models import Seat
from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.school.lessons.reading import claims, handed_over
from tests.school.lessons.stand_ins import MediaDouble, SignIn

GEOMETRY = {
    "title": "Геометрия, 7Б",
    "subject": "Геометрия",
    "topic": "Признаки равенства треугольников",
    "starts_at": "2026-11-25T07:30:00.000+00:00",
    "ends_at": "2026-11-25T08:15:00.000+00:00",
    "hours": "10:30–11:15",
}
NOTHING_SAID = {
    "number": 0,
    "messages": [],
    "more": False,
    "hands": [],
    "microphones": {"closed": []},
    "removed": [],
}


def links(lesson: Lesson, *own: str) -> dict[str, str | None]:
    """Everybody's addresses and the reader's own; the other role's are null."""
    theirs = {"pass", "state", "say", *own}
    named = theirs | {"hand", "end", "microphone", "remove", "let_in"}
    return {
        name: f"/lessons/{lesson.pk}/{name.replace('_', '-')}" if name in theirs else None
        for name in named
    }


def stamped(token: str) -> dict[str, Any]:
    """The token without its times, which are those of a pass."""
    found = claims(token)
    assert 0 < found.pop("exp") - found.pop("nbf") <= 120
    return found


@pytest.fixture(autouse=True)
def _media(media: MediaDouble) -> None:
    """No test here needs the real one."""


def test_a_pupils_page_hands_over_exactly_this(cast: Cast, lesson: Lesson, sign_in: SignIn) -> None:
    answer = sign_in(cast.anya, Hat.PUPIL).get(f"/lessons/{lesson.pk}/")
    page = handed_over(answer.content.decode())
    seat = Seat.objects.get(person=cast.anya)
    token, csrf = page["media"].pop("token"), page.pop("csrf")
    assert page == {
        "lesson": GEOMETRY | {"id": str(lesson.pk)},
        "now": "2026-11-25T07:35:00.000+00:00",
        "me": {"seat": seat.seat, "name": "Анна Ковалёва", "role": "pupil"},
        "media": {"url": settings.LIVEKIT_URL},
        "links": links(lesson, "hand") | {"leave": "/diary/"},
        "live": {
            "ticket": f"/lessons/{lesson.pk}/ticket",
            "heads": f"/lessons/{lesson.pk}/heads",
            "room": f"lesson:{lesson.pk}:talk",
            "seen": 0,
        },
        "state": NOTHING_SAID,
        "expected": [],
    }
    assert csrf
    assert stamped(token) == {
        "iss": settings.LIVEKIT_KEY,
        "sub": seat.seat,
        "name": "Анна Ковалёва",
        "attributes": {"role": "pupil"},
        "video": {
            "room": seat.online.room_name,
            "roomJoin": True,
            "canSubscribe": True,
            "canPublish": True,
            "canPublishSources": ["microphone", "camera"],
            "canPublishData": False,
            "canUpdateOwnMetadata": False,
        },
    }


def test_a_teachers_page_also_hands_over_the_class_and_the_end(
    cast: Cast, lesson: Lesson, sign_in: SignIn
) -> None:
    answer = sign_in(cast.vera, Hat.TEACHER).get(f"/lessons/{lesson.pk}/")
    page = handed_over(answer.content.decode())
    seats = dict(Seat.objects.values_list("person", "seat"))
    assert page["me"] == {"seat": seats[cast.vera.pk], "name": "Вера Андреевна", "role": "teacher"}
    tools = ("end", "microphone", "remove", "let_in")
    assert page["links"] == links(lesson, *tools) | {"leave": "/day/"}
    assert page["expected"] == [
        {"seat": seats[cast.olga.pk], "name": "Ольга Громова"},
        {"seat": seats[cast.anya.pk], "name": "Анна Ковалёва"},
    ]
    grants = claims(page["media"]["token"])["video"]
    assert grants["canPublishSources"] == [
        "microphone",
        "camera",
        "screen_share",
        "screen_share_audio",
    ]
    assert not {"roomAdmin", "roomCreate", "roomList"} & grants.keys()


def test_a_new_pass_is_the_same_seat_in_the_same_room(
    cast: Cast, lesson: Lesson, sign_in: SignIn
) -> None:
    client = sign_in(cast.anya, Hat.PUPIL)
    first = handed_over(client.get(f"/lessons/{lesson.pk}/").content.decode())["media"]
    answer = client.post(f"/lessons/{lesson.pk}/pass")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    again = answer.json()
    token = again["media"].pop("token")
    assert again == {"media": {"url": settings.LIVEKIT_URL}}
    times = {"exp", "nbf"}
    before, after = claims(first["token"]), claims(token)
    assert {k: v for k, v in after.items() if k not in times} == {
        k: v for k, v in before.items() if k not in times
    }


def test_the_lesson_page_may_ask_for_a_camera_and_is_never_kept(
    cast: Cast, lesson: Lesson, sign_in: SignIn
) -> None:
    answer = sign_in(cast.anya, Hat.PUPIL).get(f"/lessons/{lesson.pk}/")
    assert answer["Cache-Control"] == "private, no-store"
    assert (
        "camera=(self), microphone=(self), display-capture=(self)" in answer["Permissions-Policy"]
    )
