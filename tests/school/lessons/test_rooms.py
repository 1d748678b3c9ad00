"""The media server's rooms follow the rows, whatever becomes of either."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parta import live
from parta.audit.models import AuditEvent
from parta.kit import clock
from parta.school.lessons import decide as door
from parta.school.lessons import end, enter, livekit, presence, rooms
from parta.school.lessons.models import LessonOnline, PresenceInterval, Seat
from parta.school.lessons.tell import diary_room
from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.school.lessons.stand_ins import MediaDouble, SignIn

At = Callable[[str], None]


@pytest.fixture
def online(cast: Cast, lesson: Lesson) -> LessonOnline:
    return LessonOnline.objects.create(
        school=cast.school, lesson=lesson, state=LessonOnline.State.LIVE, opened_at=clock.now()
    )


def calls(media: MediaDouble) -> list[str]:
    return [method for method, _ in media.calls]


def listed(seat: Seat, sid: str) -> dict[str, Any]:
    joined = str(int(clock.now().timestamp()))
    return {"sid": sid, "identity": seat.seat, "joined_at": joined, "state": "ACTIVE"}


def test_a_restarted_media_server_gets_its_rooms_back(
    online: LessonOnline, media: MediaDouble
) -> None:
    rooms.keep_open()
    assert media.rooms == {online.room_name}
    media.rooms.clear()
    rooms.keep_open()
    assert media.rooms == {online.room_name}
    media.calls.clear()
    rooms.keep_open()
    assert calls(media) == ["ListRooms"]


def test_a_media_server_that_is_down_is_asked_again(
    online: LessonOnline, media: MediaDouble
) -> None:
    media.answers = False
    with pytest.raises(livekit.Unavailable):
        rooms.keep_open()
    media.answers = True
    rooms.keep_open()
    assert media.rooms == {online.room_name}


def test_a_lesson_that_ends_while_the_watchdog_looks_gets_no_room(
    online: LessonOnline, media: MediaDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(wanted: Any) -> set[str]:
        LessonOnline.objects.update(state=LessonOnline.State.ENDED, ended_at=clock.now())
        return set()

    monkeypatch.setattr(livekit, "existing_rooms", slow)
    rooms.keep_open()
    assert media.rooms == set()


def test_a_room_that_does_not_answer_holds_up_no_other(
    cast: Cast, online: LessonOnline, media: MediaDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = cast.lesson("11:30", "12:15")
    silent = LessonOnline.objects.create(
        school=cast.school, lesson=later, state=LessonOnline.State.LIVE
    )
    seats = [Seat.objects.create(online=it, person=cast.anya) for it in (silent, online)]
    for seat in seats:
        media.participants[seat.online.room_name] = [listed(seat, f"PA_{seat.pk}")]
    answer = livekit.list_participants

    def hard_of_hearing(room: str) -> list[livekit.Present]:
        if room == silent.room_name:
            raise livekit.Unavailable(room)
        return answer(room)

    monkeypatch.setattr(livekit, "list_participants", hard_of_hearing)
    monkeypatch.setattr(presence, "_inhabited", lambda: [silent, online])
    presence.count_heads()
    assert list(PresenceInterval.objects.values_list("seat", flat=True)) == [seats[1].pk]


def test_an_idle_watchdog_reads_one_row_and_asks_nobody(lesson: Lesson, media: MediaDouble) -> None:
    LessonOnline.objects.create(school=lesson.school, lesson=lesson)
    with CaptureQueriesContext(connection) as seen:
        rooms.keep_open()
    assert [query["sql"].split()[0] for query in seen] == ["SELECT"]
    assert media.calls == []


@pytest.mark.parametrize(("time", "ended"), [("11:29:59", False), ("11:30", True)])
def test_what_nobody_ends_the_clock_ends(
    online: LessonOnline, media: MediaDouble, at: At, time: str, ended: bool
) -> None:
    media.rooms = {online.room_name}
    at(time)
    end.end_overdue()
    online.refresh_from_db()
    assert (online.state == LessonOnline.State.ENDED) is ended
    assert (media.rooms == set()) is ended
    if ended:
        assert (online.ended_at, online.ended_by) == (clock.now(), None)
        told = AuditEvent.objects.values_list("action", "actor", "object", "scope")
        lesson, school = f"lesson:{online.lesson_id}", str(online.school_id)
        assert list(told) == [("lesson.ended", "system", lesson, school)]


def test_a_room_whose_deletion_failed_is_deleted_later(
    online: LessonOnline, media: MediaDouble, at: At
) -> None:
    media.rooms, media.answers = {online.room_name}, False
    at("11:30")
    end.end_overdue()
    media.answers = True
    assert media.rooms
    rooms.sweep()
    assert media.rooms == set()
    media.calls.clear()
    rooms.sweep()
    assert calls(media) == ["ListRooms"]
    at("12:31")
    rooms.sweep()
    assert calls(media) == ["ListRooms"]


def test_lost_reports_are_made_up_for(
    cast: Cast, online: LessonOnline, media: MediaDouble, at: At
) -> None:
    anya = Seat.objects.create(online=online, person=cast.anya)
    olga = Seat.objects.create(online=online, person=cast.olga)
    came = clock.now()
    PresenceInterval.objects.create(seat=anya, sid="PA_gone", joined_at=came)
    PresenceInterval.objects.create(seat=anya, sid="PA_here", joined_at=came)
    here, missed = listed(anya, "PA_here"), listed(olga, "PA_missed")
    joining = listed(olga, "PA_joining") | {"state": "JOINING"}
    media.participants[online.room_name] = [here, missed, joining]
    at("10:40")
    presence.count_heads()
    stays = PresenceInterval.objects.order_by("sid").values_list("sid", "joined_at", "left_at")
    assert list(stays) == [
        ("PA_gone", came, clock.now()),
        ("PA_here", came, None),
        ("PA_missed", came, None),
    ]


def test_a_count_that_finds_nothing_writes_nothing(
    cast: Cast, online: LessonOnline, media: MediaDouble
) -> None:
    seat = Seat.objects.create(online=online, person=cast.anya)
    PresenceInterval.objects.create(seat=seat, sid="PA_here", joined_at=clock.now())
    media.participants[online.room_name] = [listed(seat, "PA_here")]
    with CaptureQueriesContext(connection) as seen:
        presence.count_heads()
    assert {query["sql"].split()[0] for query in seen} == {"SELECT"}


def test_the_last_to_leave_an_ended_lesson_are_counted_out(
    cast: Cast, online: LessonOnline, media: MediaDouble
) -> None:
    seat = Seat.objects.create(online=online, person=cast.anya)
    PresenceInterval.objects.create(seat=seat, sid="PA_here", joined_at=clock.now())
    LessonOnline.objects.update(state=LessonOnline.State.ENDED, ended_at=clock.now())
    presence.count_heads()
    assert PresenceInterval.objects.get().left_at == clock.now()


def test_the_teacher_ends_the_lesson_for_all(
    cast: Cast, online: LessonOnline, media: MediaDouble, sign_in: SignIn
) -> None:
    media.rooms = {online.room_name}
    teacher, pupil = sign_in(cast.vera, Hat.TEACHER), sign_in(cast.anya, Hat.PUPIL)
    address = f"/lessons/{online.lesson_id}"
    assert teacher.post(f"{address}/end").status_code == 204
    diaries = (cast.anya, cast.olga, cast.vera)
    assert set(live.heads(diary_room(who.uid) for who in diaries).values()) == {1}
    online.refresh_from_db()
    assert (online.state, online.ended_by) == (LessonOnline.State.ENDED, cast.vera)
    assert media.rooms == set()
    for client in (teacher, pupil):
        answer = client.post(f"{address}/pass")
        assert (answer.status_code, answer.json()) == (403, {"refusal": {"why": "ended"}})
    assert teacher.post(f"{address}/end").status_code == 204
    assert AuditEvent.objects.filter(action="lesson.ended").count() == 1


@pytest.mark.parametrize(
    ("who", "hat", "status"),
    [
        ("anya", Hat.PUPIL, 403),
        ("gleb", Hat.PUPIL, 403),
        ("mama", Hat.PARENT, 403),
        ("klara", Hat.CLASS_TEACHER, 403),
        ("vera", Hat.PARENT, 403),
        ("admin", Hat.ADMINISTRATOR, 403),
        ("boris", Hat.PUPIL, 404),
        ("vera", Hat.TEACHER, 204),
    ],
)
def test_nobody_but_the_lessons_teacher_ends_it(
    cast: Cast,
    online: LessonOnline,
    media: MediaDouble,
    sign_in: SignIn,
    who: str,
    hat: Hat,
    status: int,
) -> None:
    client = sign_in(getattr(cast, who), hat)
    assert client.post(f"/lessons/{online.lesson_id}/end").status_code == status
    online.refresh_from_db()
    assert (online.state == LessonOnline.State.ENDED) is (status == 204)
    refused = AuditEvent.objects.filter(action="lesson.end-refused")
    assert refused.count() == (1 if status == 403 else 0)


def test_a_lesson_that_nobody_entered_has_no_end(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media: MediaDouble
) -> None:
    client = sign_in(cast.vera, Hat.TEACHER)
    assert client.post(f"/lessons/{lesson.pk}/end").status_code == 409
    assert client.get(f"/lessons/{lesson.pk}/").status_code == 200


def test_an_end_between_decision_and_seat_keeps_the_door_shut(
    cast: Cast, online: LessonOnline, media: MediaDouble, sign_in: SignIn, monkeypatch: Any
) -> None:
    decide = door.decide

    def slow(*args: Any) -> Any:
        verdict = decide(*args)
        LessonOnline.objects.update(state=LessonOnline.State.ENDED, ended_at=clock.now())
        return verdict

    monkeypatch.setattr(enter, "decide", slow)
    answer = sign_in(cast.anya, Hat.PUPIL).post(f"/lessons/{online.lesson_id}/pass")
    assert answer.json() == {"refusal": {"why": "ended"}}
    assert Seat.objects.count() == 0
