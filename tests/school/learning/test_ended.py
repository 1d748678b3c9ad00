"""The learning site tells of a logout: its sign-in is forgotten here, and nobody is signed out."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client

from parta.kit.sessions import SessionStore
from parta.oidc.backchannel.models import Stay
from parta.school.learning.models import LearningId
from parta.school.learning.way import ID_TOKEN
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.oidc.provider import logout_claims, rsa, signed
from tests.school.learning.conftest import Learner
from tests.school.signin.guest import audited


def tell(learner: Learner, address: str = "/learning/backchannel-logout") -> int:
    claims = logout_claims(learner.provider, sub="profile-1")
    answer = Client(enforce_csrf_checks=True).post(
        address, {"logout_token": signed(claims, rsa(1))}
    )
    return answer.status_code


def test_a_logout_at_the_learning_site_takes_its_sign_in_and_leaves_the_school_open(
    cast: Cast, lesson: Lesson, anya: Learner
) -> None:
    anya.sign_in().profile()
    anya.come_back(anya.press(lesson))
    assert ID_TOKEN in anya.client.session
    assert tell(anya) == 200
    assert ID_TOKEN not in anya.client.session
    assert anya.press(lesson).status_code == 200
    assert (LearningId.objects.count(), Stay.objects.count()) == (1, 0)
    person = f"person:{cast.anya.uid}"
    assert audited("learning.ended") == [
        {"actor": "learning-site", "object": person, "issuer": anya.provider.issuer}
    ]


def test_the_learning_site_can_end_no_sign_in(cast: Cast, lesson: Lesson, anya: Learner) -> None:
    anya.sign_in().profile()
    anya.come_back(anya.press(lesson))
    assert tell(anya, "/signin/backchannel-logout") == 400
    assert ID_TOKEN in anya.client.session


def test_a_browser_that_was_not_at_the_learning_site_notices_nothing(
    cast: Cast, lesson: Lesson, anya: Learner
) -> None:
    anya.sign_in().profile()
    assert tell(anya) == 200
    assert audited("learning.ended") == []


def test_a_session_that_ends_meanwhile_is_no_fault(
    cast: Cast, lesson: Lesson, anya: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    anya.sign_in().profile()
    anya.come_back(anya.press(lesson))

    def gone(_session: SessionStore, must_create: bool = False) -> None:
        raise UpdateError

    monkeypatch.setattr(SessionStore, "save", gone)
    assert tell(anya) == 200
    assert audited("learning.ended") == []
