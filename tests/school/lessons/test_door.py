"""Who comes through the lesson's door, at the page and at the request for a new pass."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parta.audit.models import AuditEvent
from parta.school.lessons.access import Caller, at_door
from parta.school.lessons.models import LessonOnline, OnlinePlan, Seat
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import GuardianLink, Staff
from parta.school.timetable.models import Lesson
from tests.cast import TODAY, Cast
from tests.school.lessons.reading import handed_over, refusal
from tests.school.lessons.stand_ins import MediaDouble, SignIn

At = Callable[[str], None]


@pytest.fixture(autouse=True)
def _media(media: MediaDouble) -> None:
    """No test here needs the real one."""


@pytest.mark.parametrize(
    ("who", "hat", "status", "why"),
    [
        ("anya", Hat.PUPIL, 200, None),
        ("olga", Hat.PUPIL, 200, None),
        ("vera", Hat.TEACHER, 200, None),
        ("vera", Hat.CLASS_TEACHER, 200, None),
        ("gleb", Hat.PUPIL, 403, "not-in-class"),
        ("boris", Hat.PUPIL, 404, None),
        ("mama", Hat.PARENT, 403, "parent"),
        ("klara", Hat.CLASS_TEACHER, 403, "not-in-class"),
        ("klara", Hat.TEACHER, 403, "not-in-class"),
        ("admin", Hat.ADMINISTRATOR, 403, "not-in-class"),
        ("deputy", Hat.DEPUTY_HEAD, 403, "not-in-class"),
        ("clerk", Hat.OFFICE, 403, "not-in-class"),
        # One hat at a time: what the person is besides adds nothing.
        ("vera", Hat.PARENT, 403, "parent"),
        ("vera", Hat.PUPIL, 403, "not-in-class"),
        ("anya", Hat.PARENT, 403, "parent"),
        ("anya", Hat.TEACHER, 403, "not-in-class"),
        ("mama", Hat.PUPIL, 403, "not-in-class"),
    ],
)
def test_the_same_people_pass_at_the_page_and_at_the_pass(
    cast: Cast, lesson: Lesson, sign_in: SignIn, who: str, hat: Hat, status: int, why: str | None
) -> None:
    client = sign_in(getattr(cast, who), hat)
    page = client.get(f"/lessons/{lesson.pk}/")
    assert (page.status_code, refusal(page.content.decode())) == (status, why)
    assert (b'"token"' in page.content) is (status == 200)
    answer = client.post(f"/lessons/{lesson.pk}/pass")
    assert answer.status_code == status
    if why:
        assert answer.json() == {"refusal": {"why": why}}


def test_nobody_in_particular_is_sent_to_sign_in(lesson: Lesson) -> None:
    for answer in (
        Client().get(f"/lessons/{lesson.pk}/"),
        Client().post(f"/lessons/{lesson.pk}/pass"),
        Client().post(f"/lessons/{lesson.pk}/end"),
    ):
        assert answer.status_code == 302


def test_a_teacher_who_is_also_a_parent_teaches_in_the_teachers_hat(
    cast: Cast, lesson: Lesson, sign_in: SignIn
) -> None:
    GuardianLink.objects.create(
        school=cast.school, guardian=cast.vera, pupil=cast.anya.pupil, since=TODAY
    )
    assert sign_in(cast.vera, Hat.TEACHER).get(f"/lessons/{lesson.pk}/").status_code == 200
    assert sign_in(cast.vera, Hat.PARENT).get(f"/lessons/{lesson.pk}/").status_code == 403


@pytest.mark.parametrize(("left", "status"), [(0, 403), (1, 200)])
def test_a_teacher_who_has_left_the_school_teaches_no_more(
    cast: Cast, lesson: Lesson, sign_in: SignIn, left: int, status: int
) -> None:
    Staff.objects.filter(person=cast.vera).update(left_on=TODAY + timedelta(days=left))
    page = sign_in(cast.vera, Hat.TEACHER).get(f"/lessons/{lesson.pk}/")
    assert page.status_code == status


@pytest.mark.parametrize(("left", "status"), [(0, 403), (1, 200)])
def test_membership_counts_on_the_lessons_own_date(
    cast: Cast, lesson: Lesson, sign_in: SignIn, left: int, status: int
) -> None:
    cast.anya.pupil.memberships.update(until=TODAY + timedelta(days=left))
    assert sign_in(cast.anya, Hat.PUPIL).get(f"/lessons/{lesson.pk}/").status_code == status


@pytest.mark.parametrize(
    ("time", "status", "why"),
    [
        ("10:19:59", 200, "too-early"),
        ("10:20", 200, None),
        ("11:14:59", 200, None),
        ("11:15", 200, "too-late"),
    ],
)
def test_the_page_opens_and_closes_by_the_schools_clock(
    cast: Cast, lesson: Lesson, sign_in: SignIn, at: At, time: str, status: int, why: str | None
) -> None:
    at(time)
    page = sign_in(cast.anya, Hat.PUPIL).get(f"/lessons/{lesson.pk}/")
    assert (page.status_code, refusal(page.content.decode())) == (status, why)


def test_a_lesson_of_another_day_names_its_day(cast: Cast, lesson: Lesson, sign_in: SignIn) -> None:
    later = cast.lesson(date=TODAY + timedelta(days=2))
    OnlinePlan.objects.create(
        school=cast.school, lesson=later, planned_by=cast.vera, planned_at=later.starts_at
    )
    page = sign_in(cast.anya, Hat.PUPIL).get(f"/lessons/{later.pk}/").content.decode()
    assert refusal(page) == "too-early"
    assert 'data-opens="2026-11-27T07:20:00+00:00"' in page
    assert 'id="left"' not in page


def test_a_running_room_lets_in_until_the_overrun_is_over(
    cast: Cast, lesson: Lesson, sign_in: SignIn, at: At
) -> None:
    assert sign_in(cast.vera, Hat.TEACHER).get(f"/lessons/{lesson.pk}/").status_code == 200
    client = sign_in(cast.anya, Hat.PUPIL)
    at("11:29:59")
    assert refusal(client.get(f"/lessons/{lesson.pk}/").content.decode()) is None
    at("11:30")
    assert refusal(client.get(f"/lessons/{lesson.pk}/").content.decode()) == "ended"


def test_a_plan_withdrawn_shuts_the_door(cast: Cast, lesson: Lesson, sign_in: SignIn) -> None:
    OnlinePlan.objects.update(withdrawn_at=lesson.starts_at)
    for person, hat in ((cast.anya, Hat.PUPIL), (cast.vera, Hat.TEACHER)):
        page = sign_in(person, hat).get(f"/lessons/{lesson.pk}/")
        assert refusal(page.content.decode()) == "taken-back"


def test_a_cancelled_lesson_says_so(cast: Cast, lesson: Lesson, sign_in: SignIn) -> None:
    Lesson.objects.update(state=Lesson.State.CANCELLED)
    page = sign_in(cast.anya, Hat.PUPIL).get(f"/lessons/{lesson.pk}/")
    assert refusal(page.content.decode()) == "cancelled"


def test_a_removed_pupil_stays_out(cast: Cast, lesson: Lesson, sign_in: SignIn) -> None:
    client = sign_in(cast.anya, Hat.PUPIL)
    client.get(f"/lessons/{lesson.pk}/")
    Seat.objects.update(removed_at=lesson.starts_at)
    page = client.get(f"/lessons/{lesson.pk}/")
    assert (page.status_code, refusal(page.content.decode())) == (403, "removed-by-teacher")
    answer = client.post(f"/lessons/{lesson.pk}/pass")
    assert answer.json() == {"refusal": {"why": "removed-by-teacher"}}


def test_a_pupil_needs_a_learning_id_and_a_teacher_none(
    cast: Cast, lesson: Lesson, sign_in: SignIn
) -> None:
    cast.anya.learning_ids.all().delete()
    answer = sign_in(cast.anya, Hat.PUPIL).post(f"/lessons/{lesson.pk}/pass")
    assert answer.json() == {"refusal": {"why": "no-learning-id"}}
    assert sign_in(cast.vera, Hat.TEACHER).get(f"/lessons/{lesson.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("who", "hat", "level", "why"),
    [
        ("anya", Hat.PUPIL, Level.SIMPLIFIED, None),  # 13 years old
        ("olga", Hat.PUPIL, Level.SIMPLIFIED, "level-missing"),  # 14 and past the grace
        ("olga", Hat.PUPIL, Level.CONFIRMED, None),
        ("vera", Hat.TEACHER, Level.STANDARD, "level-missing"),
        ("vera", Hat.TEACHER, Level.CONFIRMED, None),
    ],
)
def test_a_sign_in_too_weak_for_the_age_opens_no_lesson(
    cast: Cast, lesson: Lesson, sign_in: SignIn, who: str, hat: Hat, level: Level, why: str | None
) -> None:
    page = sign_in(getattr(cast, who), hat, level).get(f"/lessons/{lesson.pk}/")
    assert refusal(page.content.decode()) == why


@pytest.mark.parametrize(
    ("who", "hat", "seen"),
    [("mama", Hat.PARENT, True), ("gleb", Hat.PUPIL, False), ("admin", Hat.ADMINISTRATOR, False)],
)
def test_the_topic_is_shown_to_whom_it_concerns(
    cast: Cast, lesson: Lesson, sign_in: SignIn, who: str, hat: Hat, seen: bool
) -> None:
    page = sign_in(getattr(cast, who), hat).get(f"/lessons/{lesson.pk}/")
    assert (lesson.topic in page.content.decode()) is seen


@pytest.mark.parametrize("field", ["restricted", "may_view"])
def test_a_parent_without_the_right_to_view_sees_no_topic(
    cast: Cast, lesson: Lesson, sign_in: SignIn, field: str
) -> None:
    GuardianLink.objects.update(**{field: field == "restricted"})
    page = sign_in(cast.mama, Hat.PARENT).get(f"/lessons/{lesson.pk}/")
    assert refusal(page.content.decode()) == "parent"
    assert lesson.topic not in page.content.decode()


@pytest.mark.parametrize("time", ["10:19", "10:35"])
def test_each_answer_of_the_door_stands_in_the_audit(
    cast: Cast, lesson: Lesson, sign_in: SignIn, at: At, time: str
) -> None:
    at(time)
    for who, hat in (("anya", Hat.PUPIL), ("mama", Hat.PARENT), ("gleb", Hat.PUPIL)):
        sign_in(getattr(cast, who), hat).get(f"/lessons/{lesson.pk}/")
    told = AuditEvent.objects.order_by("pk").values_list("action", "actor", "object", "detail")
    anya = (
        ("lesson.refused", {"why": "too-early"})
        if time == "10:19"
        else ("lesson.entered", {"seat": Seat.objects.get(person=cast.anya).seat})
    )
    about = f"lesson:{lesson.pk}"
    assert list(told) == [
        (anya[0], f"person:{cast.anya.uid}", about, anya[1]),
        ("lesson.refused", f"person:{cast.mama.uid}", about, {"why": "parent"}),
        ("lesson.refused", f"person:{cast.gleb.uid}", about, {"why": "not-in-class"}),
    ]


def test_a_room_that_keeps_asking_for_a_pass_is_written_down_now_and_then(
    cast: Cast, lesson: Lesson, sign_in: SignIn, at: At, media: MediaDouble
) -> None:
    media.answers = False
    sign_in(cast.vera, Hat.TEACHER).get(f"/lessons/{lesson.pk}/")  # gives each pupil a seat
    client = sign_in(cast.anya, Hat.PUPIL)
    client.get(f"/lessons/{lesson.pk}/")
    told = AuditEvent.objects.filter(actor=f"person:{cast.anya.uid}", action="lesson.entered")
    for time, lines in (("10:35:08", 1), ("10:39:59", 1), ("10:40", 2), ("10:44:59", 2)):
        at(time)
        assert client.post(f"/lessons/{lesson.pk}/pass").status_code == 200
        assert told.count() == lines


def test_the_first_one_in_opens_the_room_and_the_others_find_it(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media: MediaDouble
) -> None:
    sign_in(cast.anya, Hat.PUPIL).get(f"/lessons/{lesson.pk}/")
    online = LessonOnline.objects.get()
    assert online.state == LessonOnline.State.LIVE
    assert online.opened_at == lesson.starts_at + timedelta(minutes=5)
    seconds = (55 + 1) * 60  # from 10:35 to 11:30, and a minute
    assert media.calls == [
        (
            "CreateRoom",
            {"name": online.room_name, "empty_timeout": seconds, "departure_timeout": seconds},
        )
    ]
    sign_in(cast.vera, Hat.TEACHER).get(f"/lessons/{lesson.pk}/")
    assert len(media.calls) == 1


def test_a_media_server_that_does_not_answer_keeps_nobody_from_the_page(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media: MediaDouble
) -> None:
    media.answers = False
    client = sign_in(cast.anya, Hat.PUPIL)
    page = client.get(f"/lessons/{lesson.pk}/")
    assert page.status_code == 200
    assert handed_over(page.content.decode())["media"] is None
    assert LessonOnline.objects.get().state == LessonOnline.State.LIVE
    assert "token" in client.post(f"/lessons/{lesson.pk}/pass").json()["media"]


def test_the_first_pass_without_a_media_server_says_ask_again(
    cast: Cast, lesson: Lesson, sign_in: SignIn, media: MediaDouble
) -> None:
    media.answers = False
    answer = sign_in(cast.anya, Hat.PUPIL).post(f"/lessons/{lesson.pk}/pass")
    assert (answer.status_code, answer.json()) == (503, {"media": None})


def test_may_join_costs_two_queries(
    cast: Cast, lesson: Lesson, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        at_door(Caller(cast.anya, Hat.PUPIL, Level.SIMPLIFIED), lesson.pk)


def test_a_seat_taken_before_costs_few_queries(
    cast: Cast, lesson: Lesson, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(cast.anya, Hat.PUPIL)
    client.get(f"/lessons/{lesson.pk}/")
    # session, user, learning ID; lesson, limits; the deed
    with django_assert_max_num_queries(10) as seen:
        client.get(f"/lessons/{lesson.pk}/")
    assert isinstance(seen, CaptureQueriesContext)
