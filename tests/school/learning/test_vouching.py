"""The class teacher vouches, and the pupil comes back with the profile under a new number."""

import json
from datetime import timedelta
from typing import Any

import pytest

from parta.kit import clock
from parta.school.learning.models import LearningId, Vouching
from parta.school.learning.vouching import CLAIM, vouch
from parta.school.people.hats import Hat
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.school.learning.conftest import Learner, there
from tests.school.signin.guest import audited

PAGE = "/learning/help/"


@pytest.fixture
def linked(cast: Cast, lesson: Lesson, anya: Learner) -> Learner:
    anya.sign_in().profile()
    anya.come_back(anya.press(lesson))
    return anya


def text(page: Any) -> str:
    return str(page.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def vouched(cast: Cast, anya: Learner) -> None:
    request = anya.client.get("/").wsgi_request
    vouch(cast.anya, cast.klara, request)


def test_the_profile_is_named_by_the_back_door_and_the_word_serves_once(
    cast: Cast, linked: Learner
) -> None:
    vouched(cast, linked)
    assert "Классный руководитель подтвердил" in text(linked.client.get(PAGE))
    page = linked.client.post(PAGE)
    assert CLAIM not in there(page)
    asked = linked.provider.parameters
    assert json.loads(asked["claims"])["userinfo"][CLAIM] == {"value": "profile-1"}
    assert asked["prompt"] == "login"
    assert linked.come_back(page) == PAGE
    assert "Профиль под новым номером" in text(linked.client.get(PAGE))
    assert LearningId.objects.get(released_at=None).subject == "profile-1"
    for deed, by in (("learning.vouched", cast.klara), ("learning.recovered", cast.anya)):
        [event] = audited(deed)
        who = (f"person:{by.uid}", f"person:{cast.anya.uid}")
        assert (event["actor"], event["object"]) == who
    again = linked.client.post(PAGE)
    assert 'http-equiv="refresh"' not in text(again)


def test_without_the_class_teachers_word_nothing_is_vouched(cast: Cast, linked: Learner) -> None:
    assert "Подойдите к классному руководителю" in text(linked.client.get(PAGE))
    assert 'http-equiv="refresh"' not in text(linked.client.post(PAGE))
    vouched(cast, linked)
    Vouching.objects.update(ends_at=clock.now() - timedelta(seconds=1))
    assert 'http-equiv="refresh"' not in text(linked.client.post(PAGE))


def test_a_second_press_vouches_no_second_time(cast: Cast, linked: Learner) -> None:
    for _ in range(2):
        vouched(cast, linked)
    assert Vouching.objects.count() == 1


def test_who_has_no_profile_is_not_vouched_for(cast: Cast, lesson: Lesson, anya: Learner) -> None:
    anya.sign_in()
    vouched(cast, anya)
    assert not Vouching.objects.exists()


def test_another_profile_does_not_slip_in(cast: Cast, linked: Learner) -> None:
    vouched(cast, linked)
    linked.profile("profile-2")
    assert linked.come_back(linked.client.post(PAGE)) == "/learning/stopped/"
    assert LearningId.objects.get(released_at=None).subject == "profile-1"
    assert Vouching.objects.get().used_at is None


def test_no_other_hat_has_this_page(cast: Cast, linked: Learner) -> None:
    session = linked.client.session
    session["hat"] = Hat.PARENT.value
    session.save()
    for found in (linked.client.get(PAGE), linked.client.post(PAGE)):
        assert found.status_code == 403
