"""What the teacher decides about one pupil, and that the media server follows."""

from typing import Any

import pytest

from parta.audit.models import AuditEvent
from parta.kit import clock
from parta.school.lessons import enter, livekit, obey, presence, rooms
from parta.school.lessons.decide import decide
from parta.school.lessons.models import LessonOnline, PresenceInterval, Seat
from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.school.lessons.reading import claims, refusal
from tests.school.lessons.stand_ins import MediaDouble, SignIn
from tests.school.lessons.talking import Page, why

TOOLS = ("microphone", "remove", "let-in")


def press(page: Page, tool: str, seat: str) -> Any:
    return (
        page.post(tool, seat=seat, open=False)
        if tool == "microphone"
        else page.post(tool, seat=seat)
    )


def online_of(page: Page) -> LessonOnline:
    return LessonOnline.objects.get(lesson=page.lesson)


def comes_in(media: MediaDouble, page: Page, sid: str = "PA_1") -> presence.Stay:
    """On the media server's list from now on, and reported."""
    room = online_of(page).room_name
    joined = str(int(clock.now().timestamp()))
    here = {"sid": sid, "identity": page.seat, "joined_at": joined, "state": "ACTIVE"}
    media.participants.setdefault(room, []).append(here)
    stay = presence.Stay(room, page.seat, sid, clock.now())
    presence.joined(stay)
    return stay


def orders(media: MediaDouble, method: str) -> list[dict[str, Any]]:
    return [body for called, body in media.calls if called == method]


@pytest.mark.parametrize("tool", TOOLS)
def test_only_the_teacher_has_tools(anya: Page, olga: Page, vera: Page, tool: str) -> None:
    assert why(press(anya, tool, olga.seat)) == (403, "not-the-teacher")
    event = AuditEvent.objects.get(action="lesson.tool-refused")
    assert event.detail == {"seat": olga.seat}
    assert vera.state() == vera.given["state"]
    assert press(vera, tool, olga.seat).status_code == 204


@pytest.mark.parametrize("tool", TOOLS)
def test_a_seat_that_is_no_pupils_of_this_lesson_is_refused(
    cast: Cast, vera: Page, tool: str
) -> None:
    other = LessonOnline.objects.create(
        school=cast.school, lesson=cast.lesson("12:30", "13:15"), state=LessonOnline.State.LIVE
    )
    elsewhere = Seat.objects.create(online=other, person=cast.anya)
    for seat in (vera.seat, elsewhere.seat, "A" * 22):
        assert why(press(vera, tool, seat)) == (403, "no-such-seat")
    for odd in ("", "x", "я" * 22, "\0" * 22, "A" * 5000, 7, None):
        assert why(vera.post(tool, seat=odd, open=True)) == (400, "malformed")
    assert vera.state()["number"] == 0


def test_who_is_sent_out_stays_out_until_let_in(
    cast: Cast, vera: Page, anya: Page, sign_in: SignIn, media: MediaDouble
) -> None:
    anya.post("hand", up=True)
    assert vera.post("remove", seat=anya.seat).status_code == 204
    second_device = sign_in(cast.anya, Hat.PUPIL)
    address = f"/lessons/{anya.lesson.pk}"
    for client in (anya.client, second_device):
        page = client.get(f"{address}/")
        assert (page.status_code, refusal(page.content.decode())) == (403, "removed-by-teacher")
        for answer in (
            client.post(f"{address}/pass"),
            client.post(f"{address}/ticket"),
            client.get(f"{address}/state"),
            client.post(f"{address}/say", {}, content_type="application/json"),
        ):
            assert why(answer) == (403, "removed-by-teacher")
    assert orders(media, "RemoveParticipant") == [
        {"room": online_of(vera).room_name, "identity": anya.seat}
    ]
    state = vera.state()
    assert state["removed"] == [{"seat": anya.seat, "name": "Анна Ковалёва"}]
    assert state["hands"] == []
    assert vera.post("let-in", seat=anya.seat).status_code == 204
    assert vera.state()["removed"] == []
    assert anya.client.get(f"{address}/").status_code == 200
    deeds = ["lesson.removed", "lesson.let-in"]
    noted = AuditEvent.objects.filter(action__in=deeds, detail={"seat": anya.seat}).order_by("pk")
    assert list(noted.values_list("action", flat=True)) == deeds


def test_pupils_are_not_told_who_is_out(vera: Page, anya: Page, olga: Page) -> None:
    vera.post("remove", seat=anya.seat)
    assert olga.state()["removed"] == []


@pytest.mark.parametrize("tool", TOOLS)
def test_a_second_press_changes_nothing(
    vera: Page, anya: Page, media: MediaDouble, tool: str
) -> None:
    if tool == "let-in":
        vera.post("remove", seat=anya.seat)
    press(vera, tool, anya.seat)
    before, calls = vera.state(), len(media.calls)
    assert press(vera, tool, anya.seat).status_code == 204
    assert (vera.state(), len(media.calls)) == (before, calls)


def test_a_closed_microphone_is_closed_on_the_media_server_and_in_every_later_pass(
    vera: Page, anya: Page, olga: Page, media: MediaDouble
) -> None:
    assert vera.post("microphone", seat=anya.seat, open=False).status_code == 204
    assert orders(media, "UpdateParticipant") == [
        {
            "room": online_of(vera).room_name,
            "identity": anya.seat,
            "permission": {
                "can_subscribe": True,
                "can_publish": True,
                "can_publish_sources": ["CAMERA"],
                "can_publish_data": False,
                "can_update_metadata": False,
            },
        }
    ]
    assert vera.state()["microphones"] == anya.state()["microphones"] == {"closed": [anya.seat]}
    assert olga.state()["microphones"] == {"closed": []}
    assert sources(anya) == ["camera"]
    assert sources(olga) == ["microphone", "camera"]


def test_giving_the_word_opens_the_microphone_and_lowers_the_hand(
    vera: Page, anya: Page, olga: Page, media: MediaDouble
) -> None:
    vera.post("microphone", seat=anya.seat, open=False)
    for pupil in (anya, olga):
        pupil.post("hand", up=True)
    for pupil in (anya, olga):  # olga's was open all the time
        vera.post("microphone", seat=pupil.seat, open=True)
    state = vera.state()
    assert (state["hands"], state["microphones"]) == ([], {"closed": []})
    *_, opened, unchanged = orders(media, "UpdateParticipant")
    for order, pupil in ((opened, anya), (unchanged, olga)):
        assert order["identity"] == pupil.seat
        assert order["permission"]["can_publish_sources"] == ["MICROPHONE", "CAMERA"]
    assert sources(anya) == ["microphone", "camera"]


def sources(page: Page) -> list[str]:
    token = page.post("pass").json()["media"]["token"]
    allowed: list[str] = claims(token)["video"]["canPublishSources"]
    return allowed


def test_who_comes_in_by_an_older_pass_obeys_all_the_same(
    vera: Page, anya: Page, media: MediaDouble
) -> None:
    vera.post("microphone", seat=anya.seat, open=False)
    media.calls.clear()
    comes_in(media, anya)
    (order,) = orders(media, "UpdateParticipant")
    assert order["permission"]["can_publish_sources"] == ["CAMERA"]


@pytest.mark.parametrize("tool", ["microphone", "remove"])
def test_what_the_media_server_did_not_hear_is_repeated(
    vera: Page, anya: Page, media: MediaDouble, tool: str
) -> None:
    method = {"microphone": "UpdateParticipant", "remove": "RemoveParticipant"}[tool]
    comes_in(media, anya)
    media.answers = False
    assert press(vera, tool, anya.seat).status_code == 204
    with pytest.raises(livekit.Unavailable):
        obey.catch_up()
    media.answers = True
    obey.catch_up()
    assert [body["identity"] for body in orders(media, method)][:1] == [anya.seat]
    assert not Seat.objects.filter(behind=True).exists()


def test_an_order_that_fails_holds_up_no_other(
    vera: Page, anya: Page, olga: Page, media: MediaDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    media.answers = False
    vera.post("microphone", seat=anya.seat, open=False)
    vera.post("remove", seat=olga.seat)
    media.answers = True

    def failing(guest: livekit.Guest) -> None:
        raise livekit.Unavailable(guest.seat)

    monkeypatch.setattr(livekit, "permit", failing)
    with pytest.raises(livekit.Unavailable):
        obey.catch_up()
    behind = Seat.objects.filter(behind=True).values_list("seat", flat=True)
    assert list(behind) == [anya.seat]


def test_a_decision_overtaken_while_the_media_server_was_called_is_followed_by_the_next(
    vera: Page, anya: Page, media: MediaDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    permit, asked = livekit.permit, []

    def slow(guest: livekit.Guest) -> None:
        asked.append(guest.speaks)
        if len(asked) == 1:
            vera.post("microphone", seat=anya.seat, open=True)
        permit(guest)

    monkeypatch.setattr(livekit, "permit", slow)
    vera.post("microphone", seat=anya.seat, open=False)
    last = orders(media, "UpdateParticipant")[-1]
    assert last["permission"]["can_publish_sources"] == ["MICROPHONE", "CAMERA"]
    assert not Seat.objects.filter(behind=True).exists()


def test_who_comes_back_with_a_kept_token_is_out_and_the_class_has_moved(
    vera: Page, anya: Page, media: MediaDouble
) -> None:
    left = online_of(vera).room_name
    media.rooms = {left}
    vera.post("remove", seat=anya.seat)
    comes_in(media, anya)
    online = online_of(vera)
    assert online.generation == 2
    assert media.rooms == {online.room_name} != {left}
    room = claims(vera.post("pass").json()["media"]["token"])["video"]["room"]
    assert room == online.room_name
    (event,) = AuditEvent.objects.filter(action="lesson.moved")
    assert (event.actor, event.detail) == ("system", {"seat": anya.seat, "why": "came-back"})


def test_a_late_report_of_who_is_out_already_moves_nobody(
    vera: Page, anya: Page, media: MediaDouble
) -> None:
    room = online_of(vera).room_name
    vera.post("remove", seat=anya.seat)
    presence.joined(presence.Stay(room, anya.seat, "PA_1", clock.now()))
    assert online_of(vera).generation == 1
    assert PresenceInterval.objects.filter(seat__seat=anya.seat).exists()


def test_who_has_not_been_sent_out_yet_has_not_come_back(
    vera: Page, anya: Page, media: MediaDouble
) -> None:
    comes_in(media, anya)
    media.answers = False
    vera.post("remove", seat=anya.seat)
    media.answers = True
    presence.joined(presence.Stay(online_of(vera).room_name, anya.seat, "PA_1", clock.now()))
    assert online_of(vera).generation == 1
    assert orders(media, "RemoveParticipant")


def test_a_comeback_whose_report_was_lost_is_found_within_a_second(
    vera: Page, anya: Page, media: MediaDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    vera.post("remove", seat=anya.seat)
    with monkeypatch.context() as lost:
        lost.setattr(presence, "joined", lambda _: None)
        comes_in(media, anya)
    obey.catch_up()
    assert online_of(vera).generation == 2
    obey.catch_up()
    assert online_of(vera).generation == 2


def test_a_room_that_was_left_is_deleted_again_where_that_failed(
    vera: Page, anya: Page, media: MediaDouble
) -> None:
    LessonOnline.objects.update(generation=3)
    online = online_of(vera)
    media.rooms = {online.room_of(number) for number in (1, 2, 3)}
    rooms.sweep()
    assert media.rooms == {online.room_of(3)}


@pytest.mark.parametrize(
    ("changes", "goes"),
    [
        ({}, False),
        ({"generation": 2}, True),
        ({"state": "ended"}, True),
        ({"state": "planned"}, True),
    ],
)
def test_a_room_that_somebody_on_their_way_in_has_brought_back_goes_again(
    vera: Page, anya: Page, media: MediaDouble, changes: dict[str, Any], goes: bool
) -> None:
    room = online_of(vera).room_name
    media.rooms = {room}
    LessonOnline.objects.update(**changes)
    presence.joined(presence.Stay(room, anya.seat, "PA_1", clock.now()))
    assert (media.rooms == set()) is goes


def test_stays_in_a_room_that_was_left_are_closed_by_its_reports(
    vera: Page, anya: Page, media: MediaDouble
) -> None:
    stay = comes_in(media, anya)
    LessonOnline.objects.update(generation=2)
    presence.left(stay, clock.now())
    assert PresenceInterval.objects.get().left_at == clock.now()


def test_nothing_to_catch_up_with_costs_two_small_queries(
    lesson: Lesson, vera: Page, media: MediaDouble, django_assert_num_queries: Any
) -> None:
    media.calls.clear()
    with django_assert_num_queries(2):
        obey.catch_up()
    assert media.calls == []


def test_a_removal_between_decision_and_seat_keeps_the_door_shut(
    vera: Page, anya: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*args: Any) -> Any:
        verdict = decide(*args)
        Seat.objects.filter(seat=anya.seat).update(removed_at=clock.now())
        return verdict

    monkeypatch.setattr(enter, "decide", slow)
    assert why(anya.post("pass")) == (403, "removed-by-teacher")
