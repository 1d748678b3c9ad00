"""An online lesson that its teacher takes back, with nobody inside and with the class inside."""

from collections.abc import Callable
from typing import Any

import pytest

from parta import live
from parta.audit.models import AuditEvent
from parta.kit import clock
from parta.school.lessons import presence, rooms
from parta.school.lessons.models import Hand, LessonOnline, OnlinePlan, PresenceInterval, Seat
from parta.school.lessons.tell import diary_room
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.school.lessons.reading import claims, refusal
from tests.school.lessons.stand_ins import MediaDouble, SignIn
from tests.school.lessons.talking import Page, why


def press(client: Any, lesson: Lesson | int | str, **more: str) -> Any:
    return client.post("/day/offline/", {"lesson": getattr(lesson, "pk", lesson)} | more)


def is_in(page: Page) -> None:
    seat = Seat.objects.get(seat=page.seat)
    PresenceInterval.objects.create(seat=seat, sid=f"PA_{seat.pk}", joined_at=clock.now())


def test_with_nobody_inside_one_press_takes_it_back_and_tells_everybody(
    cast: Cast, lesson: Lesson, sign_in: SignIn
) -> None:
    vera = sign_in(cast.vera, Hat.TEACHER)
    answer = press(vera, lesson)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/day/?date=2026-11-25#lesson-{lesson.pk}",
    )
    assert OnlinePlan.objects.get().withdrawn_at == clock.now()
    diaries = (cast.anya, cast.olga, cast.vera)
    assert set(live.heads(diary_room(who.uid) for who in diaries).values()) == {1}
    event = AuditEvent.objects.get(action="lesson.taken-back")
    assert (event.actor, event.detail) == (f"person:{cast.vera.uid}", {"running": False})
    page = sign_in(cast.anya, Hat.PUPIL).get(f"/lessons/{lesson.pk}/")
    assert (page.status_code, refusal(page.content.decode())) == (200, "taken-back")


def test_a_second_press_changes_nothing(cast: Cast, lesson: Lesson, sign_in: SignIn) -> None:
    vera = sign_in(cast.vera, Hat.TEACHER)
    assert [press(vera, lesson).status_code for _ in range(2)] == [302, 302]
    assert AuditEvent.objects.filter(action="lesson.taken-back").count() == 1


def test_with_people_inside_it_is_asked_first_how_many(
    vera: Page, anya: Page, media: MediaDouble
) -> None:
    for someone in (vera, anya):
        is_in(someone)
    asked = press(vera.client, vera.lesson)
    assert asked.status_code == 200
    page = asked.content.decode()
    assert 'data-inside="2"' in page
    assert '7Б, Геометрия, <span class="nb">10:30–11:15</span>' in page
    assert OnlinePlan.objects.get().withdrawn_at is None
    assert anya.post("pass").status_code == 200


def test_on_purpose_the_lesson_closes_for_all(vera: Page, anya: Page, media: MediaDouble) -> None:
    is_in(anya)
    anya.post("hand", up=True)
    left = LessonOnline.objects.get().room_name
    assert media.rooms == {left}
    assert press(vera.client, vera.lesson, sure="yes").status_code == 302
    assert media.rooms == set()
    online = LessonOnline.objects.get()
    assert (online.state, online.opened_at) == (LessonOnline.State.PLANNED, None)
    assert not Hand.objects.exists()
    event = AuditEvent.objects.get(action="lesson.taken-back")
    assert event.detail == {"running": True}
    for page in (vera, anya):
        assert why(page.post("pass")) == (403, "taken-back")
        assert why(page.say("Что случилось?")) == (403, "taken-back")
        shown = page.client.get(f"/lessons/{page.lesson.pk}/")
        assert (shown.status_code, refusal(shown.content.decode())) == (200, "taken-back")


def test_planned_again_the_same_lesson_has_another_room_and_its_talk(
    vera: Page, anya: Page, media: MediaDouble
) -> None:
    anya.say("до отмены")
    before = LessonOnline.objects.get().room_name
    press(vera.client, vera.lesson, sure="yes")
    assert vera.client.post("/day/online/", {"lesson": vera.lesson.pk}).status_code == 302
    again = anya.post("pass").json()["media"]["token"]
    online = LessonOnline.objects.get()
    assert claims(again)["video"]["room"] == online.room_name != before
    assert (online.state, media.rooms) == (LessonOnline.State.LIVE, {online.room_name})
    assert [it["text"] for it in anya.state()["messages"]] == ["до отмены"]
    assert OnlinePlan.objects.count() == 2


def test_who_was_inside_is_counted_out(vera: Page, anya: Page, media: MediaDouble) -> None:
    is_in(anya)
    press(vera.client, vera.lesson, sure="yes")
    presence.count_heads()
    assert PresenceInterval.objects.get().left_at == clock.now()


def test_a_room_that_was_not_deleted_then_is_deleted_later(vera: Page, media: MediaDouble) -> None:
    left = LessonOnline.objects.get().room_name
    media.answers = False
    press(vera.client, vera.lesson, sure="yes")
    media.answers = True
    assert media.rooms == {left}
    rooms.sweep()
    assert media.rooms == set()


@pytest.mark.parametrize(("time", "status"), [("11:14:59", 302), ("11:15", 409)])
def test_what_is_over_stays_as_it_was_held(
    cast: Cast, lesson: Lesson, sign_in: SignIn, at: Callable[[str], None], time: str, status: int
) -> None:
    at(time)
    assert press(sign_in(cast.vera, Hat.TEACHER), lesson).status_code == status
    assert OnlinePlan.objects.filter(withdrawn_at=None).exists() is (status == 409)


def test_a_lesson_ended_for_all_stays_ended(vera: Page) -> None:
    vera.post("end")
    assert press(vera.client, vera.lesson).status_code == 409
    assert LessonOnline.objects.get().state == LessonOnline.State.ENDED


@pytest.mark.parametrize(
    ("who", "hat", "status"),
    [
        ("vera", Hat.TEACHER, 302),
        ("klara", Hat.CLASS_TEACHER, 403),
        ("vera", Hat.PARENT, 403),
        ("anya", Hat.PUPIL, 403),
        ("mama", Hat.PARENT, 403),
        ("admin", Hat.ADMINISTRATOR, 403),
    ],
)
def test_only_who_gives_the_lesson_takes_it_back(
    cast: Cast, lesson: Lesson, sign_in: SignIn, who: str, hat: Hat, status: int
) -> None:
    person: Person = getattr(cast, who)
    assert press(sign_in(person, hat), lesson).status_code == status
    assert OnlinePlan.objects.filter(withdrawn_at=None).exists() is (status == 403)


def test_another_schools_lesson_is_as_if_absent(
    cast: Cast, lesson: Lesson, sign_in: SignIn
) -> None:
    stranger = Person.objects.get(surname="Лосев")
    assert press(sign_in(stranger, Hat.TEACHER), lesson).status_code == 404
    for odd in (0, "", "x", 10**19, "9" * 5000):
        assert press(sign_in(cast.vera, Hat.TEACHER), odd).status_code == 404
