"""A teacher's day, and a lesson put online by one press."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from parta.audit.models import AuditEvent
from parta.live.models import Room
from parta.school.diary.rules import Why, why_not_online
from parta.school.lessons.models import LessonOnline, OnlinePlan
from parta.school.people.hats import Hat
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson
from tests.cast import TODAY, Cast
from tests.school.diary.conftest import SignIn, local, put_online
from tests.school.diary.markup import Shown, text

DAY, PRESS = "/day/", "/day/online/"


@pytest.fixture
def vera(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.vera, Hat.TEACHER)


def press(client: Client, lesson: object) -> Any:
    return client.post(PRESS, {"lesson": getattr(lesson, "pk", lesson)})


def test_the_day_has_the_teachers_own_lessons(
    cast: Cast, vera: Client, sign_in: SignIn, running: Lesson, later: Lesson
) -> None:
    algebra = cast.lesson("12:30", "13:15", group=cast.algebra_7a, staff=cast.klara.staff)
    assert Shown(vera.get(DAY)).rows == {
        f"lesson-{running.pk}": {
            "state": "live",
            "button": f"/lessons/{running.pk}/",
            "hold": False,
        },
        f"lesson-{later.pk}": {"state": "plain", "button": None, "hold": True},
    }
    klara = Shown(sign_in(cast.klara, Hat.CLASS_TEACHER).get(DAY))
    assert list(klara.rows) == [f"lesson-{algebra.pk}"]


@pytest.mark.parametrize(("clock", "hold"), [("12:15", True), ("13:14:59", True), ("13:15", False)])
def test_a_lesson_can_be_put_online_until_its_last_bell(
    vera: Client, later: Lesson, at: Callable[[str], None], clock: str, hold: bool
) -> None:
    at(clock)
    row = Shown(vera.get(DAY)).rows[f"lesson-{later.pk}"]
    assert row["hold"] is hold
    assert press(vera, later).status_code == (302 if hold else 409)


@pytest.mark.parametrize(
    ("ends", "cancelled", "ended", "why"),
    [
        ("10:36", False, False, None),
        ("10:35", False, False, Why.OVER),
        ("10:36", False, True, Why.OVER),
        ("10:36", True, False, Why.CANCELLED),
        ("10:35", True, True, Why.CANCELLED),
    ],
)
def test_why_a_lesson_cannot_be_put_online(
    ends: str, cancelled: bool, ended: bool, why: Why | None
) -> None:
    found = why_not_online(local(ends), local("10:35"), cancelled=cancelled, ended=ended)
    assert found == why


def test_one_press_plans_the_lesson_and_tells_everybody_whose_page_shows_it(
    cast: Cast,
    vera: Client,
    later: Lesson,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as told:
        answer = press(vera, later)
    assert answer.headers["Location"] == f"{DAY}?date=2026-11-25#lesson-{later.pk}"
    plan = OnlinePlan.objects.get()
    assert (plan.lesson, plan.planned_by, plan.withdrawn_at) == (later, cast.vera, None)
    assert LessonOnline.objects.get().state == LessonOnline.State.PLANNED
    event = AuditEvent.objects.get(action="lesson.planned_online")
    assert (event.actor, event.object) == (f"person:{cast.vera.uid}", f"lesson:{later.pk}")
    hearers = (cast.anya, cast.olga, cast.vera)
    assert set(Room.objects.values_list("name", "head")) == {
        (f"diary:{person.uid}", 1) for person in hearers
    }
    assert len(told) == 1


def test_it_appears_in_the_pupils_diary(
    cast: Cast, vera: Client, sign_in: SignIn, later: Lesson
) -> None:
    anya = sign_in(cast.anya, Hat.PUPIL)
    assert Shown(anya.get("/diary/")).states() == ["plain"]
    press(vera, later)
    page = anya.get("/diary/")
    assert Shown(page).states() == ["online-later"]
    assert 'data-seen="1"' in text(page)


def test_a_second_press_changes_nothing(vera: Client, later: Lesson) -> None:
    assert [press(vera, later).status_code for _ in range(2)] == [302, 302]
    assert OnlinePlan.objects.count() == LessonOnline.objects.count() == 1
    assert AuditEvent.objects.filter(action="lesson.planned_online").count() == 1


def test_a_lesson_that_was_taken_back_can_be_put_online_again(vera: Client, later: Lesson) -> None:
    press(vera, later)
    OnlinePlan.objects.update(withdrawn_at=local("10:36"))
    press(vera, later)
    assert OnlinePlan.objects.filter(withdrawn_at=None).count() == 1
    assert LessonOnline.objects.count() == 1


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
def test_only_who_gives_the_lesson_puts_it_online(
    cast: Cast, sign_in: SignIn, later: Lesson, who: str, hat: Hat, status: int
) -> None:
    person: Person = getattr(cast, who)
    assert press(sign_in(person, hat), later).status_code == status
    assert OnlinePlan.objects.exists() is (status == 302)


def test_another_schools_lesson_is_as_if_absent(
    cast: Cast, vera: Client, sign_in: SignIn, later: Lesson
) -> None:
    stranger = Person.objects.get(surname="Лосев")
    assert press(sign_in(stranger, Hat.TEACHER), later).status_code == 404
    for odd in (0, "", "x", 10**18, 10**19, "9" * 5000, "٧"):
        assert press(vera, odd).status_code == 404


def test_any_day_has_its_address(cast: Cast, vera: Client, running: Lesson) -> None:
    tomorrow = cast.lesson(date=TODAY + timedelta(days=1))
    assert list(Shown(vera.get(f"{DAY}?date=2026-11-26")).rows) == [f"lesson-{tomorrow.pk}"]


def test_it_takes_five_queries(
    cast: Cast, vera: Client, running: Lesson, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(29):
        put_online(cast.lesson(f"{number // 2:02}:{30 * (number % 2):02}", "23:59"), cast.vera)
    LessonOnline.objects.update(state=LessonOnline.State.LIVE)
    with django_assert_num_queries(2 + 5):  # session, user
        vera.get(DAY)


def test_what_is_online_can_be_taken_back_by_its_teacher_until_it_is_over(
    cast: Cast, vera: Client, sign_in: SignIn, running: Lesson, later: Lesson
) -> None:
    press(vera, later)
    pages = (vera.get(DAY), sign_in(cast.anya, Hat.PUPIL).get("/diary/"))
    assert [Shown(page).taken_back for page in pages] == [[str(running.pk), str(later.pk)], []]
    LessonOnline.objects.filter(lesson=running).update(state=LessonOnline.State.ENDED)
    assert Shown(vera.get(DAY)).taken_back == [str(later.pk)]
