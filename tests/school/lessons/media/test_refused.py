"""Whom the door refuses the media server refuses too, whatever they hold."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest
from django.test import Client

from parta.school.lessons import livekit
from parta.school.lessons.models import LessonOnline
from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.media_server import KEY, SECRET, MediaServer
from tests.school.lessons.media.browser import comes_in
from tests.school.lessons.stand_ins import SignIn

TWO_MINUTES = timedelta(minutes=2)


def new_pass(client: Client, lesson: Lesson) -> str:
    token: str = client.post(f"/lessons/{lesson.pk}/pass").json()["media"]["token"]
    return token


def forged(room: str, secret: str = SECRET, **changes: Any) -> str:
    """What somebody could write who knows how our tokens look."""
    now = datetime.now(UTC)
    claims = {
        "iss": KEY,
        "sub": "a-seat",
        "nbf": now - timedelta(minutes=5),
        "exp": now + TWO_MINUTES,
        "video": {"room": room, "roomJoin": True, "canSubscribe": True},
    }
    return jwt.encode(claims | changes, secret, "HS256")


@pytest.fixture
def room(cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer) -> str:
    """The name of the running room: a secret that we suppose to be known."""
    assert comes_in(media_server.url, new_pass(sign_in(cast.vera, Hat.TEACHER), lesson))
    return LessonOnline.objects.get().room_name


@pytest.mark.parametrize(
    ("who", "hat", "status"),
    [("mama", Hat.PARENT, 403), ("gleb", Hat.PUPIL, 403), ("boris", Hat.PUPIL, 404)],
)
def test_who_is_refused_a_pass_cannot_make_one(
    cast: Cast,
    lesson: Lesson,
    sign_in: SignIn,
    media_server: MediaServer,
    room: str,
    who: str,
    hat: Hat,
    status: int,
) -> None:
    client = sign_in(getattr(cast, who), hat)
    assert client.get(f"/lessons/{lesson.pk}/").status_code == status
    assert client.post(f"/lessons/{lesson.pk}/pass").status_code == status
    assert not comes_in(media_server.url, forged(room, "a-secret-made-up-by-the-one-outside"))
    assert comes_in(media_server.url, new_pass(sign_in(cast.anya, Hat.PUPIL), lesson))


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": datetime.now(UTC) - timedelta(minutes=2)},
        {"iss": "another-key"},
        {"video": {"roomJoin": True}},
        {"video": {"room": "lesson-guessed-1", "roomJoin": True}},
        {"video": {"room": "", "roomJoin": True}},
        {"video": {}},
    ],
    ids=["expired", "of another key", "no room", "a guessed room", "an empty room", "no right"],
)
def test_a_token_that_is_not_a_pass_opens_nothing(
    media_server: MediaServer, room: str, changes: dict[str, Any]
) -> None:
    assert not comes_in(media_server.url, forged(room, **changes))
    assert comes_in(media_server.url, forged(room))


def test_a_pass_changed_to_another_room_is_refused(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer, room: str
) -> None:
    livekit.create_room("lesson-of-another-class-1", TWO_MINUTES)
    token = new_pass(sign_in(cast.anya, Hat.PUPIL), lesson)
    head, body, signature = token.split(".")
    claims = jwt.decode(token, options={"verify_signature": False})
    claims["video"]["room"] = "lesson-of-another-class-1"
    _, other_body, _ = jwt.encode(claims, SECRET, "HS256").split(".")
    assert not comes_in(media_server.url, f"{head}.{other_body}.{signature}")
    assert comes_in(media_server.url, f"{head}.{body}.{signature}")


def test_a_pass_given_before_the_end_opens_nothing_after_it(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media_server: MediaServer, room: str
) -> None:
    token = new_pass(sign_in(cast.anya, Hat.PUPIL), lesson)
    assert comes_in(media_server.url, token)
    assert sign_in(cast.vera, Hat.TEACHER).post(f"/lessons/{lesson.pk}/end").status_code == 204
    assert not comes_in(media_server.url, token)


@pytest.mark.parametrize("who", ["anya", "vera"])
@pytest.mark.parametrize(
    "method", ["CreateRoom", "DeleteRoom", "ListRooms", "ListParticipants", "RemoveParticipant"]
)
def test_no_pass_administers_rooms(
    cast: Cast,
    lesson: Lesson,
    sign_in: SignIn,
    media_server: MediaServer,
    room: str,
    who: str,
    method: str,
) -> None:
    hat = Hat.TEACHER if who == "vera" else Hat.PUPIL
    token = new_pass(sign_in(getattr(cast, who), hat), lesson)
    answer = httpx.post(
        f"{media_server.api_url}/twirp/livekit.RoomService/{method}",
        json={"room": room, "name": room, "identity": "a-seat"},
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
    )
    assert answer.status_code in {401, 403}
    assert livekit.existing_rooms([room]) == {room}
