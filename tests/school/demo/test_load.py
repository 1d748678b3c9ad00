"""The demo's schools: made whole, once, and never beside a real school."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker, Settings

from parta.kit.demo.people import people
from parta.school.classes.models import ClassEnrolment, ClassTeacher, SchoolClass
from parta.school.demo.load import RealSchool, load
from parta.school.demo.register import external_id
from parta.school.demo.renew import renew
from parta.school.lessons.models import LessonOnline, OnlinePlan
from parta.school.lessons.window import Window
from parta.school.people.models import Person, Pupil, School
from parta.school.signin.models import SignInContact
from parta.school.timetable.models import Lesson

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # Wednesday, 12:00 in Moscow


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One load for all tests of this module: each sees it, none keeps what it changed."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(NOON)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: None, db: None) -> datetime:
    return NOON


def one(key: str) -> Person:
    return Person.objects.get(external_id=external_id(key))


def class_7b() -> SchoolClass:
    return SchoolClass.objects.get(school__name__startswith="Школа", level=7, letter="Б")


def test_two_schools_with_about_three_hundred_pupils(demo: datetime) -> None:
    schools = School.objects.order_by("pk")
    assert [(school.is_demo, school.tz) for school in schools] == [(True, "Europe/Moscow")] * 2
    assert [Pupil.objects.filter(school=school).count() for school in schools] == [301, 15]
    levels = SchoolClass.objects.filter(school=schools[0]).values_list("level", flat=True)
    assert set(levels) == set(range(1, 12))


def test_a_second_load_adds_nothing(demo: datetime) -> None:
    before = (Person.objects.count(), Lesson.objects.count(), OnlinePlan.objects.count())
    assert load(demo) is False
    assert (Person.objects.count(), Lesson.objects.count(), OnlinePlan.objects.count()) == before


def test_everybody_of_the_cast_stands_where_they_say(demo: datetime) -> None:
    for somebody in people(demo.date()):
        if somebody.role != "pupil":
            continue
        enrolled = ClassEnrolment.objects.get(pupil__person=one(somebody.key))
        assert str(enrolled.school_class) == somebody.school_class
    assert ClassTeacher.objects.get(school_class=class_7b()).staff == one("klara").staff
    wards = one("mama").wards.values_list("pupil__person", flat=True)
    assert set(wards) == {one("anya").pk, one("misha").pk}
    assert list(one("admin").roles.values_list("role", flat=True)) == ["administrator"]
    assert not Person.objects.filter(external_id=external_id("clerk")).exists()


def test_contacts_and_birth_dates_lead_to_the_states_that_are_promised(demo: datetime) -> None:
    for somebody in people(demo.date()):
        if not somebody.school:
            continue
        bound = SignInContact.objects.filter(person=one(somebody.key), value=somebody.login)
        assert bound.exists() is (somebody.state != "not-bound")
        same = one(somebody.key).birth_date == somebody.birthdate
        assert same is (somebody.state != "mismatch")


def test_nobody_teaches_or_learns_in_two_places_at_once(demo: datetime) -> None:
    rows = Lesson.objects.values_list("staff", "group__base_class", "starts_at")
    for busy in (0, 1):
        taken = [(row[busy], row[2]) for row in rows]
        assert len(taken) == len(set(taken))


def test_vera_and_7b_share_an_online_lesson_at_any_minute(demo: datetime) -> None:
    shared = Lesson.objects.filter(group__base_class=class_7b(), staff=one("vera").staff)
    online = shared.filter(online_plans__withdrawn_at=None, online__isnull=False)
    times = list(online.values_list("starts_at", "ends_at"))
    limits = (timedelta(minutes=10), timedelta(minutes=15))
    for minute in range(-12 * 60, 12 * 60 - 1):
        now = NOON + timedelta(minutes=minute)
        assert any(Window(*lesson, *limits).button(now) for lesson in times), now


def test_lessons_of_the_timetable_are_online_today_only(demo: datetime) -> None:
    normal = Lesson.objects.filter(group__base_class=class_7b(), number__isnull=False)
    online = normal.filter(online__isnull=False).values_list("date", flat=True)
    assert set(online) == {NOON.date()}
    assert normal.filter(date=NOON.date() + timedelta(days=1)).count() == 6


def test_the_demo_is_renewed_three_days_ahead_and_a_second_time_adds_nothing(
    demo: datetime,
) -> None:
    tomorrow = demo + timedelta(days=1)
    assert renew(tomorrow) > 0
    assert renew(tomorrow) == 0
    last = Lesson.objects.filter(number=None).latest("starts_at")
    assert (last.date, last.ends) == (NOON.date() + timedelta(days=4), time(23, 59))


def test_a_lesson_that_was_taken_back_stays_so(demo: datetime) -> None:
    plan = OnlinePlan.objects.earliest("pk")
    OnlinePlan.objects.filter(pk=plan.pk).update(withdrawn_at=demo)
    renew(demo)
    assert OnlinePlan.objects.filter(lesson=plan.lesson).count() == 1
    assert LessonOnline.objects.filter(lesson=plan.lesson).count() == 1


def test_the_cast_stays_as_old_as_its_classes(demo: datetime) -> None:
    load(demo.replace(year=2027))
    assert {one(who.key).birth_date for who in people(demo.replace(year=2027).date())[:2]} == {
        one("anya").birth_date,
        one("egor").birth_date,
    }


def test_refused_beside_a_real_school(demo: datetime) -> None:
    School.objects.create(name="Школа № 1", tz="Europe/Moscow")
    people_before = Person.objects.count()
    with pytest.raises(RealSchool):
        load(NOON)
    with pytest.raises(CommandError, match="real school"):
        call_command("demo_load")
    assert Person.objects.count() == people_before


def test_one_setting_switches_it_off(demo: datetime, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="PARTA_DEMO"):
        call_command("demo_load")
