"""A teacher's week: every lesson of its days, with the presses of «My day»."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import TODAY, Cast
from tests.school.diary.conftest import SignIn
from tests.school.diary.markup import Shown, text

WEEK = "/week/"


@pytest.fixture
def vera(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.vera, Hat.TEACHER)


def test_the_week_has_the_lessons_of_all_its_days(
    cast: Cast, vera: Client, running: Lesson, later: Lesson
) -> None:
    friday = cast.lesson("08:30", "09:15", date=TODAY.replace(day=27))
    cast.lesson("09:30", "10:15", date=TODAY.replace(day=30))  # of the week after
    shown = Shown(vera.get(WEEK))
    assert shown.rows == {
        f"lesson-{running.pk}": {
            "state": "live",
            "button": f"/lessons/{running.pk}/",
            "hold": False,
        },
        f"lesson-{later.pk}": {"state": "plain", "button": None, "hold": True},
        f"lesson-{friday.pk}": {"state": "plain", "button": None, "hold": True},
    }


def test_another_week_is_shown_by_any_of_its_days(cast: Cast, vera: Client, later: Lesson) -> None:
    after = cast.lesson("09:30", "10:15", date=TODAY.replace(day=30))
    for day in ("2026-11-30", "2026-12-03", "2026-12-06"):
        assert list(Shown(vera.get(WEEK, {"date": day})).rows) == [f"lesson-{after.pk}"]


def test_day_and_week_lead_to_each_other(vera: Client, later: Lesson) -> None:
    assert "/week/" in Shown(vera.get("/day/")).links
    assert "/week/?date=2026-11-30" in Shown(vera.get("/day/", {"date": "2026-11-30"})).links
    assert "/day/" in Shown(vera.get(WEEK)).links
    assert "/day/?date=2026-11-26" in Shown(vera.get(WEEK)).links


def test_an_empty_week_says_so(vera: Client, cast: Cast) -> None:
    answer = vera.get(WEEK, {"date": "2026-07-01"})
    assert answer.status_code == 200
    assert Shown(answer).rows == {}


def test_a_cancelled_lesson_is_shown_and_not_counted(
    cast: Cast, vera: Client, later: Lesson
) -> None:
    Lesson.objects.filter(pk=later.pk).update(state=Lesson.State.CANCELLED)
    answer = vera.get(WEEK)
    assert Shown(answer).rows[f"lesson-{later.pk}"]["state"] == "off"
    assert "1 урок" not in text(answer)


@pytest.mark.parametrize("hat", [Hat.PUPIL, Hat.PARENT, Hat.ADMINISTRATOR])
def test_nobody_else_has_a_week(cast: Cast, sign_in: SignIn, hat: Hat) -> None:
    assert sign_in(cast.anya, hat).get(WEEK).status_code == 302


def test_the_week_costs_as_many_queries_as_the_day(
    cast: Cast,
    vera: Client,
    running: Lesson,
    later: Lesson,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for day in range(23, 28):
        cast.lesson("14:00", "14:45", date=TODAY.replace(day=day))
    vera.get(WEEK)
    with django_assert_max_num_queries(6):
        vera.get(WEEK)
