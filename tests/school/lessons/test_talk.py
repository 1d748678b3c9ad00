"""What people inside a lesson say and do beside sound and picture."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from parta import live
from parta.audit.models import AuditEvent
from parta.kit import clock
from parta.live.ticket import read
from parta.school.lessons.changes import talk_room
from parta.school.lessons.models import LessonOnline, Message
from parta.school.lessons.rules import AT_ONCE
from parta.school.lessons.state import NEWEST
from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.school.lessons.stand_ins import MediaDouble, SignIn
from tests.school.lessons.talking import Page, why

READ = ("state", "heads")
DEEDS = ("say", "hand", "microphone", "remove", "let-in", "ticket")
KEY = "0b5f3f6e-98f5-4d53-9a5b-0d6c5a1d7f10"


def every_address(client: Client, lesson: Lesson) -> list[Any]:
    address = f"/lessons/{lesson.pk}"
    return [client.get(f"{address}/{name}") for name in READ] + [
        client.post(f"{address}/{name}", {}, content_type="application/json") for name in DEEDS
    ]


@pytest.mark.parametrize(
    ("who", "hat", "status", "reason"),
    [
        ("mama", Hat.PARENT, 403, "parent"),
        ("vera", Hat.PARENT, 403, "parent"),
        ("gleb", Hat.PUPIL, 403, "not-in-class"),
        ("klara", Hat.CLASS_TEACHER, 403, "not-in-class"),
        ("admin", Hat.ADMINISTRATOR, 403, "not-in-class"),
        ("boris", Hat.PUPIL, 404, None),
    ],
)
def test_a_stranger_hears_and_says_nothing(
    cast: Cast,
    lesson: Lesson,
    vera: Page,
    sign_in: SignIn,
    who: str,
    hat: Hat,
    status: int,
    reason: str | None,
) -> None:
    answers = every_address(sign_in(getattr(cast, who), hat), lesson)
    assert [answer.status_code for answer in answers] == [status] * len(answers)
    if reason:
        assert {why(answer) for answer in answers} == {(403, reason)}
    refused = AuditEvent.objects.filter(action="lesson.talk-refused", detail={"why": reason})
    assert refused.count() == (len(answers) if reason else 0)
    assert vera.state()["number"] == 0


def test_nobody_in_particular_is_sent_to_sign_in(lesson: Lesson) -> None:
    assert {answer.status_code for answer in every_address(Client(), lesson)} == {302}


def test_who_has_not_opened_the_page_is_not_inside(
    cast: Cast, lesson: Lesson, anya: Page, sign_in: SignIn
) -> None:
    answers = every_address(sign_in(cast.olga, Hat.PUPIL), lesson)
    assert {why(answer) for answer in answers} == {(403, "not-inside")}


def test_what_was_said_reaches_everybody_inside(vera: Page, anya: Page) -> None:
    answer = anya.say("Здравствуйте", KEY)
    said = {
        "number": 1,
        "seat": anya.seat,
        "name": "Анна Ковалёва",
        "role": "pupil",
        "at": "2026-11-25T07:35:00.000+00:00",
        "text": "Здравствуйте",
    }
    assert (answer.status_code, answer.json()) == (200, said | {"mine": True})
    vera.say("Добрый день")
    answered = {
        "number": 2,
        "seat": vera.seat,
        "name": "Вера Андреевна",
        "role": "teacher",
        "at": "2026-11-25T07:35:00.000+00:00",
        "text": "Добрый день",
    }
    assert vera.state() == {
        "number": 2,
        "messages": [said | {"mine": False}, answered | {"mine": True}],
        "more": False,
        "hands": [],
        "microphones": {"closed": []},
        "removed": [],
    }
    assert [it["number"] for it in anya.state(after=1)["messages"]] == [2]
    assert anya.state(after=2)["messages"] == []


def test_a_page_that_is_opened_later_has_it_all(
    cast: Cast, lesson: Lesson, anya: Page, sign_in: SignIn
) -> None:
    anya.say("Кто уже здесь?")
    late = Page(sign_in(cast.olga, Hat.PUPIL), lesson)
    assert [it["text"] for it in late.given["state"]["messages"]] == ["Кто уже здесь?"]
    assert late.given["state"]["number"] == late.given["live"]["seen"] == 1


def test_each_change_is_told_once_under_its_own_number(
    vera: Page, anya: Page, lesson: Lesson
) -> None:
    room = talk_room(lesson.pk)
    deeds: list[Callable[[], Any]] = [
        lambda: anya.say("раз"),
        lambda: anya.post("hand", up=True),
        lambda: vera.post("microphone", seat=anya.seat, open=False),
        lambda: vera.post("microphone", seat=anya.seat, open=True),
        lambda: vera.post("remove", seat=anya.seat),
        lambda: vera.post("let-in", seat=anya.seat),
    ]
    for number, deed in enumerate(deeds, 1):
        assert deed().status_code in {200, 204}
        assert live.heads([room]) == {room: number}
        assert vera.state()["number"] == number


def test_the_same_key_again_is_the_same_message(anya: Page, olga: Page) -> None:
    first = anya.say("один раз", KEY).json()
    assert anya.say("один раз", KEY).json() == first
    assert anya.say("другое", KEY.upper()).json() == first
    assert olga.say("своё", KEY).json()["text"] == "своё"
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \n\0", "empty"),
        ("\u200b\u2060", "empty"),
        ("я" * 1001, "too-long"),
        ("<b>" + "x" * 1000, "too-long"),
    ],
)
def test_what_cannot_be_said_leaves_nothing(anya: Page, text: str, reason: str) -> None:
    assert why(anya.say(text)) == (403, reason)
    assert anya.state()["number"] == 0
    assert anya.say("x" * 1000).status_code == 200


def test_who_speaks_too_fast_waits_and_holds_up_nobody(
    anya: Page, olga: Page, at: Callable[[str], None]
) -> None:
    for number in range(AT_ONCE):
        assert anya.say(str(number)).status_code == 200
    assert why(anya.say("ещё")) == (403, "too-fast")
    assert olga.say("а я?").status_code == 200
    at("10:35:10")
    assert anya.say("теперь").status_code == 200


def test_a_long_talk_is_given_from_its_end(anya: Page, lesson: Lesson) -> None:
    online = LessonOnline.objects.get(lesson=lesson)
    seat = online.seats.get()
    Message.objects.bulk_create(
        Message(
            online=online, seat=seat, number=n, key=uuid.uuid4(), text=str(n), said_at=clock.now()
        )
        for n in range(1, NEWEST + 6)
    )
    LessonOnline.objects.update(changes=NEWEST + 5)
    state = anya.state()
    assert [it["number"] for it in state["messages"]] == list(range(6, NEWEST + 6))
    assert state["more"] is True
    assert anya.state(after=5)["more"] is False


def test_hands_stand_in_the_order_raised(
    vera: Page, anya: Page, olga: Page, at: Callable[[str], None]
) -> None:
    assert olga.post("hand", up=True).status_code == 204
    at("10:36")
    anya.post("hand", up=True)
    at("10:37")
    olga.post("hand", up=True)  # is up already: keeps its place
    hands = [
        {"seat": olga.seat, "name": "Ольга Громова", "since": "2026-11-25T07:35:00.000+00:00"},
        {"seat": anya.seat, "name": "Анна Ковалёва", "since": "2026-11-25T07:36:00.000+00:00"},
    ]
    assert vera.state()["hands"] == anya.state()["hands"] == hands
    assert vera.state()["number"] == 2
    olga.post("hand", up=False)
    olga.post("hand", up=False)
    olga.post("hand", up=True)  # raised again: goes to the end
    assert [it["seat"] for it in vera.state()["hands"]] == [anya.seat, olga.seat]
    assert vera.state()["number"] == 4


def test_a_hand_that_moves_too_fast_waits_and_holds_up_nobody(
    anya: Page, olga: Page, at: Callable[[str], None]
) -> None:
    for number in range(AT_ONCE):
        assert anya.post("hand", up=number % 2 == 0).status_code == 204
    told = anya.state()["number"]
    assert why(anya.post("hand", up=False)) == (403, "too-fast")
    assert anya.post("hand", up=True).status_code == 204  # is up already: no move
    assert anya.state()["number"] == told
    assert olga.post("hand", up=True).status_code == 204
    at("10:35:10")
    assert anya.post("hand", up=False).status_code == 204


def test_a_teacher_raises_no_hand(vera: Page) -> None:
    assert why(vera.post("hand", up=True)) == (403, "no-such-seat")
    assert vera.state()["hands"] == []


def test_the_talk_needs_no_media_server(
    cast: Cast, lesson: Lesson, media: MediaDouble, sign_in: SignIn
) -> None:
    media.answers = False
    anya = Page(sign_in(cast.anya, Hat.PUPIL), lesson)
    assert anya.given["media"] is None
    assert anya.given["lesson"]["topic"] == "Признаки равенства треугольников"
    assert anya.say("Звука пока нет").status_code == 200
    assert anya.post("hand", up=True).status_code == 204
    assert anya.state()["number"] == 2


def test_after_the_end_nothing_is_said(vera: Page, anya: Page) -> None:
    assert anya.say("до").status_code == 200
    assert vera.post("end").status_code == 204
    assert why(anya.say("после")) == (403, "ended")
    assert why(anya.client.get(f"/lessons/{anya.lesson.pk}/state")) == (403, "ended")


@pytest.mark.parametrize(
    ("deed", "body"),
    [
        ("say", b""),
        ("say", b"nonsense"),
        ("say", b"[" * 100_000),
        ("say", b"[]"),
        ("say", b'{"text": "x"}'),
        ("say", b'{"key": "x", "text": "x"}'),
        ("say", b'{"key": 7, "text": "x"}'),
        ("say", b'{"key": "%s", "text": null}' % KEY.encode()),
        ("say", b'{"key": "%s", "text": ["x"]}' % KEY.encode()),
        ("say", b"\xff\xfe"),
        ("hand", b"{}"),
        ("hand", b'{"up": 1}'),
        ("hand", b'{"up": "true"}'),
    ],
)
def test_what_is_not_as_agreed_is_malformed(anya: Page, deed: str, body: bytes) -> None:
    answer = anya.client.post(
        f"/lessons/{anya.lesson.pk}/{deed}", body, content_type="application/json"
    )
    assert why(answer) == (400, "malformed")
    assert anya.state()["number"] == 0


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 19, "٧", ""])
def test_a_number_that_is_none_is_malformed(anya: Page, after: str) -> None:
    answer = anya.client.get(f"/lessons/{anya.lesson.pk}/state?after={after}")
    assert why(answer) == (400, "malformed")
    assert anya.state(after=10**17)["messages"] == []


def test_the_ticket_opens_the_lessons_room_alone(cast: Cast, anya: Page, settings: Any) -> None:
    answer = anya.post("ticket").json()
    room = talk_room(anya.lesson.pk)
    assert answer.keys() == {"t", "url", "heads"}
    assert (
        answer["heads"] == {room: 0} == anya.client.get(f"/lessons/{anya.lesson.pk}/heads").json()
    )
    ticket = read(answer["t"], settings.HUB_SECRET, 0)
    assert ticket
    assert (ticket.person, *ticket.rooms) == (str(cast.anya.uid), room)


def test_a_post_without_its_token_does_nothing(cast: Cast, lesson: Lesson, anya: Page) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = anya.client.cookies
    for deed in DEEDS:
        answer = strict.post(f"/lessons/{lesson.pk}/{deed}", {}, content_type="application/json")
        assert answer.status_code == 403
    assert anya.state()["number"] == 0
