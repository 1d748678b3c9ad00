"""A parent reads a child's diary: online is a fact, and nothing leads into the lesson."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parta.school.people.hats import Hat
from parta.school.people.models import GuardianLink, Person
from parta.school.timetable.models import Lesson
from tests.cast import TODAY, Cast
from tests.school.diary.conftest import SignIn
from tests.school.diary.markup import Shown, text


@pytest.fixture
def mama(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.mama, Hat.PARENT)


def diary_of(person: Person) -> str:
    return f"/diary/{person.uid}/"


@pytest.mark.parametrize(
    ("clock", "pupil_sees", "parent_sees"),
    [
        ("10:15", "online-later", "online-later"),
        ("10:25", "live", "online-later"),
        ("10:35", "live", "online-running"),
        ("11:15", "online-over", "online-over"),
    ],
)
def test_online_is_a_fact_and_never_a_button(
    cast: Cast,
    mama: Client,
    sign_in: SignIn,
    running: Lesson,
    at: Callable[[str], None],
    clock: str,
    pupil_sees: str,
    parent_sees: str,
) -> None:
    at(clock)
    pupil, parent = sign_in(cast.anya, Hat.PUPIL).get("/diary/"), mama.get(diary_of(cast.anya))
    assert (Shown(pupil).states(), Shown(parent).states()) == ([pupil_sees], [parent_sees])
    door = f"/lessons/{running.pk}/"
    assert (door in text(pupil)) is (pupil_sees != "online-over")
    assert door not in text(parent)
    for trace in ("btn go", "<template", "lesson-room"):
        assert trace not in text(parent)


def test_a_parent_begins_at_the_first_child(cast: Cast, mama: Client) -> None:
    assert mama.get("/diary/").headers["Location"] == diary_of(cast.anya)
    links = Shown(mama.get(diary_of(cast.lev))).links
    assert {diary_of(cast.anya), diary_of(cast.lev)} <= set(links)


def test_each_childs_own_lessons(cast: Cast, mama: Client, running: Lesson) -> None:
    algebra = cast.lesson(group=cast.algebra_7a, staff=cast.klara.staff)
    assert list(Shown(mama.get(diary_of(cast.anya))).rows) == [f"lesson-{running.pk}"]
    assert list(Shown(mama.get(diary_of(cast.lev))).rows) == [f"lesson-{algebra.pk}"]


@pytest.mark.parametrize(
    ("whose", "status"),
    [("anya", 200), ("lev", 200), ("gleb", 403), ("boris", 404), ("vera", 404), ("nobody", 404)],
)
def test_a_parent_reads_the_diaries_of_their_children_alone(
    cast: Cast, mama: Client, whose: str, status: int
) -> None:
    uid = uuid4() if whose == "nobody" else getattr(cast, whose).uid
    assert mama.get(f"/diary/{uid}/").status_code == status


@pytest.mark.parametrize(
    "change",
    [
        {"restricted": True},
        {"may_view": False},
        {"until": TODAY},
        {"since": TODAY + timedelta(days=1)},
    ],
)
def test_a_link_that_does_not_count_shows_nothing(
    cast: Cast, mama: Client, change: dict[str, Any]
) -> None:
    assert mama.get(diary_of(cast.anya)).status_code == 200
    GuardianLink.objects.filter(pupil=cast.anya.pupil).update(**change)
    assert mama.get(diary_of(cast.anya)).status_code == 403
    assert mama.get("/diary/").headers["Location"] == diary_of(cast.lev)


def test_a_parent_without_children_is_told_whom_to_ask(cast: Cast, mama: Client) -> None:
    GuardianLink.objects.update(until=TODAY)
    assert mama.get("/diary/").status_code == 200


@pytest.mark.parametrize(
    ("whose", "status"), [("anya", 302), ("gleb", 403), ("boris", 404), ("vera", 404)]
)
def test_a_pupil_reads_their_own_diary_alone(
    cast: Cast, sign_in: SignIn, whose: str, status: int
) -> None:
    anya = sign_in(cast.anya, Hat.PUPIL)
    assert anya.get(diary_of(getattr(cast, whose))).status_code == status


def test_it_takes_five_queries(
    cast: Cast, mama: Client, running: Lesson, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2 + 4):  # session, user
        mama.get(diary_of(cast.anya))
    with django_assert_num_queries(2 + 5):
        mama.get(diary_of(cast.lev))  # an empty day
