"""Several at once in one lesson: on real transactions and several connections."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from parta import live
from parta.school.lessons.changes import talk_room
from parta.school.lessons.models import Hand, LessonOnline, Message, Seat
from tests.connections import of_many, together
from tests.school.lessons.talking import Page, why

pytestmark = pytest.mark.django_db(transaction=True)
DEVICES = 8


@pytest.fixture(autouse=True)
def database_of_many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with of_many(tmp_path):
        yield


def test_one_key_sent_by_eight_devices_at_once_is_one_message(anya: Page) -> None:
    key = str(uuid.uuid4())
    answers = together(DEVICES, lambda number: anya.say(f"вариант {number}", key).json())
    assert answers == [answers[0]] * DEVICES
    assert Message.objects.count() == 1


def test_of_what_two_say_at_once_nothing_is_lost_or_numbered_twice(anya: Page, olga: Page) -> None:
    spoken = together(DEVICES, lambda number: (anya, olga)[number % 2].say(str(number)).json())
    numbers = sorted(message["number"] for message in spoken)
    assert numbers == list(range(1, DEVICES + 1))
    assert [it["number"] for it in anya.state()["messages"]] == numbers
    assert live.heads([talk_room(anya.lesson.pk)]) == {talk_room(anya.lesson.pk): DEVICES}


def test_a_hand_raised_on_eight_devices_at_once_is_one_hand(anya: Page) -> None:
    answers = together(DEVICES, lambda _: anya.post("hand", up=True).status_code)
    assert answers == [204] * DEVICES
    assert Hand.objects.count() == LessonOnline.objects.get().changes == 1


def test_a_removal_and_passes_at_once_end_with_the_pupil_out(vera: Page, anya: Page) -> None:
    def act(number: int) -> None:
        if number == 0:
            vera.post("remove", seat=anya.seat)
        elif number % 2:
            anya.post("pass")
        else:
            anya.say("я ещё здесь")

    for _ in range(3):
        together(7, act)
        assert Seat.objects.get(seat=anya.seat).removed_at
        assert why(anya.post("pass")) == (403, "removed-by-teacher")
        said = Message.objects.count()
        assert why(anya.say("и ещё")) == (403, "removed-by-teacher")
        assert Message.objects.count() == said
        vera.post("let-in", seat=anya.seat)


def test_entries_and_taking_back_at_once_leave_no_room_behind(
    vera: Page, anya: Page, media: object
) -> None:
    teacher = vera.client

    def act(number: int) -> int:
        if number == 0:
            lesson = {"lesson": vera.lesson.pk, "sure": "yes"}
            return teacher.post("/day/offline/", lesson).status_code
        status: int = anya.post("pass").status_code
        return status

    answers = together(DEVICES, act)
    assert answers[0] == 302
    online = LessonOnline.objects.get()
    assert online.state == LessonOnline.State.PLANNED
    assert why(anya.post("pass")) == (403, "taken-back")
