"""The first press of the green button leads through the learning site, and into the lesson."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from parta.kit import clock
from parta.oidc import provider as known
from parta.school.learning.models import LearningId
from parta.school.learning.release import release
from parta.school.people.hats import Hat
from parta.school.signin.models import SignInContact
from parta.school.timetable.models import Lesson
from tests.cast import Cast
from tests.oidc.provider import Raw, TestProvider
from tests.school.learning.conftest import Learner, reason, there
from tests.school.signin.guest import audited


def lesson_of(page: Any) -> bool:
    """Whether this is the lesson's room."""
    return page.status_code == 200 and 'id="lesson"' in page.content.decode()


def test_one_press_leads_through_the_learning_site_into_the_lesson(
    cast: Cast, lesson: Lesson, anya: Learner
) -> None:
    anya.sign_in().profile(birthdate="2013-03-14")
    page = anya.press(lesson)
    assert anya.come_back(page) == f"/lessons/{lesson.pk}/"
    assert lesson_of(anya.press(lesson))
    row = LearningId.objects.get()
    assert (row.person, row.school, row.subject) == (cast.anya, cast.school, "profile-1")
    assert (row.issuer, row.released_at) == (anya.provider.issuer, None)
    person = f"person:{cast.anya.uid}"
    assert audited("learning.linked") == [
        {"actor": person, "object": person, "issuer": row.issuer, "subject": "profile-1"}
    ]


def test_a_later_press_leads_straight_in(cast: Cast, lesson: Lesson, anya: Learner) -> None:
    anya.sign_in().profile()
    anya.come_back(anya.press(lesson))
    asked = list(anya.provider.asked)
    again = Learner(cast.anya, anya.provider).sign_in()
    assert lesson_of(again.press(lesson))
    assert anya.provider.asked == asked


def test_what_the_register_knows_is_pushed_and_stands_in_no_address(
    cast: Cast, lesson: Lesson, anya: Learner
) -> None:
    cast.anya.patronymic, cast.anya.sex = "Дмитриевна", "f"
    cast.anya.save()
    SignInContact.objects.create(
        school=cast.school,
        person=cast.anya,
        kind="phone",
        value="+71991111111",
        bound_at=clock.now(),
    )
    url = there(anya.sign_in().press(lesson))
    assert set(dict(parse_qsl(urlsplit(url).query))) == {"client_id", "request_uri"}
    asked = anya.provider.parameters
    assert asked["scope"] == "openid learning_profile"
    assert json.loads(asked["claims"]) == {
        "userinfo": {
            "family_name": {"value": "Ковалёва"},
            "given_name": {"value": "Анна"},
            "middle_name": {"value": "Дмитриевна"},
            "birthdate": {"value": "2013-03-14"},
            "gender": {"value": "female"},
            "phone_number": {"value": "+71991111111"},
        }
    }
    known.forget()
    anya.provider.described = {"pushed_authorization_request_endpoint": None}
    assert "claims" not in there(anya.press(lesson))


@pytest.mark.parametrize(
    ("contact", "released"), [("anya@pochta.example", False), ("+71991111111", True)]
)
def test_only_a_phone_that_is_hers_now_is_told(
    contact: str, released: bool, cast: Cast, lesson: Lesson, anya: Learner
) -> None:
    SignInContact.objects.create(
        school=cast.school,
        person=cast.anya,
        kind="email" if "@" in contact else "phone",
        value=contact,
        bound_at=clock.now(),
        released_at=clock.now() if released else None,
    )
    anya.sign_in().press(lesson)
    told = json.loads(anya.provider.parameters["claims"])["userinfo"]
    assert set(told) == {"family_name", "given_name", "birthdate"}


def test_on_somebody_elses_computer_the_learning_site_asks_who_is_there(
    lesson: Lesson, anya: Learner
) -> None:
    anya.sign_in(shared=True).press(lesson)
    assert anya.provider.parameters["prompt"] == "login"


def test_a_browser_that_guesses_where_one_goes_is_not_led_anywhere(
    lesson: Lesson, anya: Learner
) -> None:
    anya.sign_in()
    answer = anya.client.get(
        f"/lessons/{lesson.pk}/", headers={"Sec-Purpose": "prefetch;prerender"}
    )
    assert answer.status_code == 503
    assert anya.provider.asked == []


@pytest.mark.parametrize(("who", "hat"), [("vera", Hat.TEACHER), ("mama", Hat.PARENT)])
def test_nobody_but_a_pupil_is_asked(
    who: str, hat: Hat, cast: Cast, lesson: Lesson, provider: TestProvider
) -> None:
    person = Learner(getattr(cast, who), provider).sign_in(hat)
    person.press(lesson)
    assert provider.asked == []
    page = person.client.post("/learning/other/", {"next": "/"})
    assert (page.status_code, reason(page)) == (403, "not-a-pupil")
    assert provider.asked == []


def test_another_pupils_profile_is_refused(cast: Cast, lesson: Lesson, anya: Learner) -> None:
    olga = Learner(cast.olga, anya.provider).sign_in()
    olga.profile()
    olga.come_back(olga.press(lesson))
    assert anya.sign_in().come_back(anya.press(lesson)) == "/learning/stopped/"
    assert anya.why() == (403, "profile-of-another-pupil")
    assert not LearningId.objects.filter(person=cast.anya).exists()
    (event,) = audited("learning.refused")
    assert event["why"] == "profile-of-another-pupil"
    anya.profile("profile-2")
    page = anya.client.post("/learning/other/", {"next": f"/lessons/{lesson.pk}/"})
    assert anya.provider.parameters["prompt"] == "login"
    assert anya.come_back(page) == f"/lessons/{lesson.pk}/"
    assert lesson_of(anya.press(lesson))


def test_a_profile_born_on_another_day_is_refused(lesson: Lesson, anya: Learner) -> None:
    anya.sign_in().profile(birthdate="1985-06-03")
    anya.come_back(anya.press(lesson))
    assert anya.why() == (403, "profile-of-somebody-else")
    assert "1985" not in anya.client.get("/learning/stopped/").content.decode()
    assert not LearningId.objects.exists()


def test_a_pupil_with_a_profile_is_not_given_a_second_one(
    cast: Cast, lesson: Lesson, anya: Learner
) -> None:
    anya.sign_in().profile()
    anya.come_back(anya.press(lesson))
    elsewhere = Learner(cast.anya, anya.provider).sign_in()
    elsewhere.profile("profile-2")
    page = elsewhere.client.post("/learning/other/", {"next": f"/lessons/{lesson.pk}/"})
    elsewhere.come_back(page)
    assert elsewhere.why() == (403, "another-profile-linked")
    assert LearningId.objects.get().subject == "profile-1"


def test_the_same_profile_serves_its_owner_at_two_schools(
    cast: Cast, lesson: Lesson, anya: Learner
) -> None:
    LearningId.objects.create(
        school=cast.other_school,
        person=cast.boris,
        issuer=anya.provider.issuer,
        subject="profile-1",
        linked_at=clock.now(),
        checked_at=clock.now(),
    )
    anya.sign_in().profile()
    assert anya.come_back(anya.press(lesson)) == f"/lessons/{lesson.pk}/"


def test_released_it_is_asked_for_anew(cast: Cast, lesson: Lesson, anya: Learner, rf: Any) -> None:
    anya.sign_in().profile()
    anya.come_back(anya.press(lesson))
    request = rf.post("/")
    assert release(cast.anya, cast.klara, request)
    assert not release(cast.anya, cast.klara, request)
    assert audited("learning.released") == [
        {"actor": f"person:{cast.klara.uid}", "object": f"person:{cast.anya.uid}"}
    ]
    anya.profile("profile-2")
    anya.come_back(anya.press(lesson))
    assert lesson_of(anya.press(lesson))
    assert LearningId.objects.count() == 2


def test_a_learning_site_that_is_down_leaves_a_page_with_a_next_step(
    cast: Cast, lesson: Lesson, anya: Learner, settings: Settings
) -> None:
    issuer, settings.LEARNING_ISSUER = anya.provider.issuer, "http://127.0.0.1:9"
    page = anya.sign_in().press(lesson)
    assert (page.status_code, reason(page)) == (503, "provider-unreachable")
    assert f'href="/lessons/{lesson.pk}/"' in page.content.decode()
    assert audited("learning.failed")[0]["why"] == "provider-unreachable"
    settings.LEARNING_ISSUER = issuer
    anya.profile()
    anya.come_back(anya.press(lesson))
    assert lesson_of(anya.press(lesson))


def test_a_learning_site_that_goes_down_on_the_way_leaves_one_too(
    lesson: Lesson, anya: Learner
) -> None:
    page = anya.sign_in().press(lesson)
    anya.provider.answers["/token"] = Raw(b"", 502)
    assert anya.come_back(page) == "/learning/stopped/"
    assert anya.why() == (503, "provider-unreachable")
    shown = anya.client.get("/learning/stopped/").content.decode()
    assert f'href="/lessons/{lesson.pk}/"' in shown


@pytest.mark.parametrize(
    ("changes", "claims", "why"),
    [
        ({"code": None, "error": "access_denied"}, {}, "access-denied"),
        ({"code": None, "error": "server_error"}, {}, "provider-unreachable"),
        ({"code": None, "error": "invalid_scope"}, {}, "provider-refused"),
        ({"code": None, "error": "login_required"}, {}, "interaction-required"),
        ({"iss": "https://evil.example"}, {}, "answer-untrusted"),
        ({"code": "other"}, {}, "request-expired"),
        ({"state": "other"}, {}, "request-expired"),
        ({}, {"aud": "another"}, "answer-untrusted"),
        ({}, {"iss": "https://evil.example"}, "answer-untrusted"),
        ({}, {"nonce": "another"}, "answer-untrusted"),
    ],
)
def test_an_answer_that_is_not_good_links_nothing(
    changes: dict[str, str | None], claims: dict[str, str], why: str, lesson: Lesson, anya: Learner
) -> None:
    page = anya.sign_in().press(lesson)
    anya.provider.claims |= claims
    assert anya.come_back(page, **changes) == "/learning/stopped/"
    assert anya.why()[1] == why
    assert not LearningId.objects.exists()
    assert len(audited("learning.failed")) == (0 if changes.get("state") else 1)


def test_a_second_answer_does_no_harm(lesson: Lesson, anya: Learner) -> None:
    anya.sign_in().profile()
    page = anya.press(lesson)
    anya.come_back(page)
    assert anya.come_back(page) == "/diary/"
    assert LearningId.objects.count() == 1


def test_one_browsers_answer_is_no_use_to_another(
    cast: Cast, lesson: Lesson, anya: Learner
) -> None:
    page = anya.sign_in().press(lesson)
    olga = Learner(cast.olga, anya.provider).sign_in()
    assert olga.come_back(page) == "/learning/stopped/"
    assert olga.why() == (403, "request-expired")
    assert Client().get("/learning/callback", {"code": "x", "state": "y"})["Location"] == "/signin/"
    assert not LearningId.objects.exists()


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "/" + "x" * 600]
)
def test_another_profile_leads_to_a_page_of_the_school_alone(
    address: str, lesson: Lesson, anya: Learner
) -> None:
    anya.sign_in().profile()
    page = anya.client.post("/learning/other/", {"next": address})
    assert anya.come_back(page) == "/"


def test_the_page_that_keeps_one_out_survives_a_reload_and_ends_with_success(
    lesson: Lesson, anya: Learner
) -> None:
    assert anya.sign_in().client.get("/learning/stopped/")["Location"] == "/diary/"
    page = anya.press(lesson)
    anya.come_back(page, code=None, error="access_denied")
    assert anya.why() == anya.why() == (403, "access-denied")
    anya.profile()
    anya.come_back(anya.press(lesson))
    assert anya.client.get("/learning/stopped/")["Location"] == "/diary/"


def test_a_room_that_asks_for_a_pass_hears_that_the_learning_id_is_missing(
    lesson: Lesson, anya: Learner
) -> None:
    answer = anya.sign_in().client.post(f"/lessons/{lesson.pk}/pass")
    assert (answer.status_code, answer.json()) == (403, {"refusal": {"why": "no-learning-id"}})
