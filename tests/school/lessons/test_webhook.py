"""The media server's reports: believed with its signature, told in any order."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import jwt
import pytest
from django.conf import settings
from django.test import Client

from parta.audit.models import AuditEvent
from parta.school.lessons.models import LessonOnline, PresenceInterval, Seat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.school.lessons.stand_ins import MediaDouble

JOINED, LEFT = 1_795_592_100, 1_795_593_000  # 2026-11-25, 10:35 and 10:50 in Moscow
JOINED_AT, LEFT_AT = (datetime.fromtimestamp(second, UTC) for second in (JOINED, LEFT))


@pytest.fixture
def seat(cast: Cast, lesson: Lesson) -> Seat:
    online = LessonOnline.objects.create(
        school=cast.school, lesson=lesson, state=LessonOnline.State.LIVE
    )
    return Seat.objects.create(online=online, person=cast.anya)


def report(seat: Seat, event: str, sid: str = "PA_1", **changes: Any) -> bytes:
    body = {
        "event": event,
        "room": {"name": seat.online.room_name, "turnPassword": "hush"},
        "participant": {"sid": sid, "identity": seat.seat, "joinedAt": str(JOINED)},
        "createdAt": str(LEFT if event == "participant_left" else JOINED),
    }
    return json.dumps(body | changes).encode()


def signature(body: bytes, secret: str = "", **changes: Any) -> str:
    claims = {
        "iss": settings.LIVEKIT_KEY,
        "exp": datetime.now(UTC) + timedelta(minutes=5),
        "sha256": base64.b64encode(hashlib.sha256(body).digest()).decode(),
    } | changes
    return jwt.encode(
        {name: value for name, value in claims.items() if value is not None},
        secret or settings.LIVEKIT_SECRET,
        "HS256",
    )


def send(body: bytes, authorization: str | None = None) -> int:
    answer = Client(enforce_csrf_checks=True).post(
        "/lessons/webhook",
        body,
        content_type="application/webhook+json",
        headers={"Authorization": signature(body) if authorization is None else authorization},
    )
    return answer.status_code


def stays() -> list[tuple[str, datetime, datetime | None]]:
    return list(PresenceInterval.objects.order_by("sid").values_list("sid", "joined_at", "left_at"))


def test_who_comes_and_goes_has_a_stay(seat: Seat) -> None:
    assert send(report(seat, "participant_joined")) == 200
    assert stays() == [("PA_1", JOINED_AT, None)]
    assert send(report(seat, "participant_left")) == 200
    assert stays() == [("PA_1", JOINED_AT, LEFT_AT)]


@pytest.mark.parametrize(
    "forged",
    [
        {"authorization": ""},
        {"authorization": "not a token"},
        {"secret": "somebody-elses-secret-of-32-characters"},
        {"iss": "somebody-else"},
        {"iss": None},
        {"exp": None},
        {"exp": datetime.now(UTC) - timedelta(minutes=1)},
        {"sha256": None},
        {"sha256": base64.b64encode(hashlib.sha256(b"{}").digest()).decode()},
    ],
    ids=[
        "no signature",
        "no token",
        "another secret",
        "another key",
        "no key",
        "for ever",
        "expired",
        "no hash",
        "another body",
    ],
)
def test_a_forged_report_changes_nothing(seat: Seat, forged: dict[str, Any]) -> None:
    body = report(seat, "participant_joined")
    assert send(body, forged.get("authorization", signature(body, **forged))) == 401
    assert stays() == []
    assert send(body) == 200
    assert len(stays()) == 1


def test_a_token_without_a_signature_is_forged(seat: Seat) -> None:
    body = report(seat, "participant_joined")
    claims = jwt.decode(signature(body), options={"verify_signature": False})
    assert send(body, jwt.encode(claims, "", "none")) == 401


def test_a_report_told_twice_counts_once(seat: Seat) -> None:
    for _ in range(2):
        for event in ("participant_joined", "participant_left"):
            assert send(report(seat, event)) == 200
    assert stays() == [("PA_1", JOINED_AT, LEFT_AT)]


@pytest.mark.parametrize(
    "order",
    list(
        permutations(
            [
                ("participant_joined", "PA_1"),
                ("participant_left", "PA_1"),
                ("participant_joined", "PA_2"),
            ]
        )
    ),
    ids=str,
)
def test_the_order_of_reports_does_not_matter(seat: Seat, order: list[tuple[str, str]]) -> None:
    for event, sid in order:
        assert send(report(seat, event, sid)) == 200
    assert stays() == [("PA_1", JOINED_AT, LEFT_AT), ("PA_2", JOINED_AT, None)]


def test_the_earliest_end_wins(seat: Seat) -> None:
    send(report(seat, "participant_left", createdAt=str(LEFT + 60)))
    send(report(seat, "participant_left"))
    send(report(seat, "participant_left", createdAt=str(LEFT + 120)))
    assert stays() == [("PA_1", JOINED_AT, LEFT_AT)]


def test_a_stay_never_ends_before_it_begins(seat: Seat) -> None:
    send(report(seat, "participant_left", createdAt=str(JOINED - 5)))
    assert stays() == [("PA_1", JOINED_AT, JOINED_AT)]


@pytest.mark.parametrize(
    "changes",
    [
        {"room": {"name": "lesson-of-somebody-else-1"}},
        {"participant": {"sid": "PA_1", "identity": "a stranger", "joinedAt": str(JOINED)}},
    ],
    ids=["room", "seat"],
)
def test_what_is_not_ours_is_passed_over(seat: Seat, changes: dict[str, Any]) -> None:
    assert send(report(seat, "participant_joined", **changes)) == 200
    assert stays() == []


@pytest.mark.parametrize("event", ["room_started", "track_unpublished", "room_finished"])
def test_reports_that_say_nothing_to_us_are_passed_over(seat: Seat, event: str) -> None:
    body = json.dumps({"event": event, "room": {"name": seat.online.room_name}}).encode()
    assert send(body) == 200
    assert stays() == []


def test_a_removed_seat_that_comes_back_is_sent_out_again(seat: Seat, media: MediaDouble) -> None:
    Seat.objects.update(removed_at=JOINED_AT)
    assert send(report(seat, "participant_joined")) == 200
    body = {"room": seat.online.room_name, "identity": seat.seat}
    assert media.calls == [("RemoveParticipant", body)]
    media.answers = False
    assert send(report(seat, "participant_joined", "PA_2")) == 200


# The media server leaves out what is zero to it: sound is a track without a type.
@pytest.mark.parametrize(
    ("track", "leads", "source"),
    [
        ({"source": "MICROPHONE"}, False, None),
        ({"source": "SCREEN_SHARE_AUDIO"}, False, None),
        ({"type": "VIDEO", "source": "CAMERA"}, False, None),
        ({"type": "VIDEO"}, False, None),
        ({"source": "CAMERA"}, False, "CAMERA"),
        ({"type": "AUDIO", "source": "SCREEN_SHARE"}, False, "SCREEN_SHARE"),
        ({}, False, "UNKNOWN"),
        ({"source": "CAMERA"}, True, None),
    ],
)
def test_a_pupils_sound_from_another_source_than_the_microphone_is_sent_out(
    seat: Seat, media: MediaDouble, track: dict[str, str], leads: bool, source: str | None
) -> None:
    Seat.objects.update(leads=leads)
    assert send(report(seat, "track_published", track={"sid": "TR_1", **track})) == 200
    body = {"room": seat.online.room_name, "identity": seat.seat}
    assert media.calls == ([("RemoveParticipant", body)] if source else [])
    told = AuditEvent.objects.values_list("action", "actor", "object", "detail")
    line = (
        "lesson.sound-refused",
        f"person:{seat.person.uid}",
        f"lesson:{seat.online.lesson_id}",
        {"seat": seat.seat, "source": source},
    )
    assert list(told) == ([line] if source else [])


def test_sound_in_a_room_that_is_not_ours_is_passed_over(seat: Seat, media: MediaDouble) -> None:
    strange: dict[str, Any] = {"track": {"source": "CAMERA"}, "room": {"name": "another"}}
    assert send(report(seat, "track_published", **strange)) == 200
    assert (media.calls, AuditEvent.objects.count()) == ([], 0)


def test_no_body_is_ever_logged(seat: Seat, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        send(report(seat, "participant_joined"))
        send(report(seat, "participant_joined"), "forged")
    assert "hush" not in caplog.text
