"""A pupil's own diary, through HTTP."""

from collections.abc import Callable
from datetime import date, time, timedelta
from gzip import compress
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from parta.school.lessons.models import LessonOnline, PresenceInterval, Seat
from parta.school.people.hats import Hat
from parta.school.people.levels import Level
from parta.school.people.models import SchoolSetting
from parta.school.timetable.models import Lesson
from tests.cast import TODAY, YEAR_STARTS, Cast
from tests.school.diary.conftest import SignIn, local, put_online
from tests.school.diary.markup import Shown, text

DIARY = "/diary/"


@pytest.fixture
def anya(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.anya, Hat.PUPIL)


def shown(client: Client, address: str = DIARY) -> Shown:
    response = client.get(address)
    assert response.status_code == 200
    return Shown(response)


@pytest.mark.parametrize(
    ("clock", "states"),
    [
        ("10:19:59", ["online-later", "plain"]),
        ("10:20", ["live", "plain"]),
        ("11:14:59", ["live", "plain"]),
        ("11:15", ["online-over", "plain"]),
    ],
)
def test_the_button_stands_under_an_online_lesson_in_its_time(
    anya: Client,
    running: Lesson,
    later: Lesson,
    at: Callable[[str], None],
    clock: str,
    states: list[str],
) -> None:
    at(clock)
    page = shown(anya)
    assert page.states() == states
    assert page.buttons() == [f"/lessons/{running.pk}/"] * states.count("live")


def test_a_school_may_open_its_lessons_earlier(
    cast: Cast, anya: Client, running: Lesson, at: Callable[[str], None]
) -> None:
    at("10:16")
    assert shown(anya).states() == ["online-later"]
    SchoolSetting.objects.create(
        school=cast.school, key="online_open_min", value=15, valid_from=YEAR_STARTS
    )
    assert shown(anya).states() == ["live"]


def test_a_lesson_ended_for_all_has_no_button(anya: Client, running: Lesson) -> None:
    assert shown(anya).states() == ["live"]
    LessonOnline.objects.update(state=LessonOnline.State.ENDED)
    assert shown(anya).states() == ["online-over"]


def test_a_plan_that_was_withdrawn_leaves_no_trace(
    cast: Cast, anya: Client, running: Lesson
) -> None:
    running.online_plans.update(withdrawn_at=local("10:30"))
    assert shown(anya).states() == ["plain"]


def test_a_cancelled_lesson_is_off_even_when_it_was_online(anya: Client, running: Lesson) -> None:
    Lesson.objects.update(state=Lesson.State.CANCELLED)
    assert shown(anya).states() == ["off"]


def test_only_lessons_of_ones_own_groups_are_there(
    cast: Cast, sign_in: SignIn, running: Lesson
) -> None:
    cast.lesson("12:30", "13:15", group=cast.algebra_7a, staff=cast.klara.staff)
    assert list(shown(sign_in(cast.anya, Hat.PUPIL)).rows) == [f"lesson-{running.pk}"]
    assert f"lesson-{running.pk}" not in shown(sign_in(cast.gleb, Hat.PUPIL)).rows
    assert shown(sign_in(cast.boris, Hat.PUPIL)).rows == {}


@pytest.mark.parametrize(
    ("since", "until", "there"),
    [
        (TODAY, None, True),
        (TODAY + timedelta(days=1), None, False),
        (YEAR_STARTS, TODAY, False),
        (YEAR_STARTS, TODAY + timedelta(days=1), True),
    ],
)
def test_membership_counts_on_the_lessons_date(
    cast: Cast, anya: Client, running: Lesson, since: date, until: date | None, there: bool
) -> None:
    cast.anya.pupil.memberships.update(since=since, until=until)
    assert bool(shown(anya).rows) is there


def test_today_comes_first_and_any_day_has_its_address(
    cast: Cast, anya: Client, running: Lesson
) -> None:
    tomorrow = cast.lesson(date=TODAY + timedelta(days=1))
    assert list(shown(anya).rows) == [f"lesson-{running.pk}"]
    assert list(shown(anya, f"{DIARY}?date=2026-11-26").rows) == [f"lesson-{tomorrow.pk}"]
    for odd in ("", "tomorrow", "2026-13-01", "1066-10-14"):
        assert list(shown(anya, f"{DIARY}?date={odd}").rows) == [f"lesson-{running.pk}"]


def test_an_empty_day_leads_to_the_next_lesson(cast: Cast, anya: Client) -> None:
    cast.lesson(date=date(2026, 12, 9))
    assert "/diary/?date=2026-12-09" in shown(anya).links


def test_the_week_names_its_online_days(cast: Cast, anya: Client, running: Lesson) -> None:
    saturday = cast.lesson(date=date(2026, 11, 28))
    put_online(saturday, cast.vera)
    assert "/diary/?date=2026-11-28" in shown(anya).links
    assert text(anya.get(DIARY)).count('class="has"') == 2


def test_past_lessons_fold_when_they_are_many(cast: Cast, anya: Client, running: Lesson) -> None:
    for hour in range(2, 8):
        cast.lesson(f"0{hour}:00", f"0{hour}:40")
    before, _, rest = text(anya.get(DIARY)).partition('<details class="fold')
    folded, _, unfolded = rest.partition("</details>")
    assert [part.count('<li class="les') for part in (before, folded, unfolded)] == [0, 4, 3]


def test_who_is_in_stands_under_the_button(cast: Cast, anya: Client, running: Lesson) -> None:
    LessonOnline.objects.update(state=LessonOnline.State.LIVE)
    before = text(anya.get(DIARY))
    for number, (person, leads) in enumerate([(cast.vera, True), (cast.olga, False)]):
        seat = Seat.objects.create(online=running.online, person=person, leads=leads)
        for again in range(2):  # two devices of one person count once
            PresenceInterval.objects.create(
                seat=seat, sid=f"{number}-{again}", joined_at=local("10:31")
            )
    assert "data-here" not in before
    assert 'data-here="1"' in text(anya.get(DIARY))


def test_a_whole_week_takes_five_queries(
    cast: Cast, anya: Client, running: Lesson, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(29):
        start = time(number // 2, 30 * (number % 2))
        day = TODAY + timedelta(days=number % 5 - 2)
        put_online(cast.lesson(f"{start:%H:%M}", f"{start:%H}:59", date=day), cast.vera)
    LessonOnline.objects.update(state=LessonOnline.State.LIVE)
    with django_assert_num_queries(2 + 5):  # session, user
        anya.get(DIARY)


def test_an_empty_day_takes_no_more(
    anya: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2 + 4):
        anya.get(DIARY)


def test_the_page_with_styles_weighs_less_than_30_kb(cast: Cast, anya: Client) -> None:
    for number in range(29):
        start = time(number // 2, 30 * (number % 2))
        put_online(cast.lesson(f"{start:%H:%M}", f"{start:%H}:59", topic="т" * 60), cast.vera)
    response = anya.get(DIARY)
    styles = [
        finders.find(link.split("/static/")[1].split('"')[0])
        for link in text(response).split("<link ")
        if 'rel="stylesheet"' in link
    ]
    files = [Path(str(path)).read_bytes() for path in styles]
    weight = sum(len(compress(part)) for part in (response.content, *files))
    script = 6 * 1024  # the most that its own budget allows
    assert len(styles) > 4
    assert weight + script <= 30 * 1024


def test_without_a_sign_in_there_is_no_diary(db: None, client: Client) -> None:
    response = client.get(DIARY)
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"{reverse('signin')}?next={DIARY}",
    )


def test_another_week_leads_back_to_today(cast: Cast, anya: Client) -> None:
    back = f'href="{DIARY}">Сегодня</a>'
    assert back not in text(anya.get(DIARY))
    assert back in text(anya.get(DIARY, {"date": str(TODAY + timedelta(days=7))}))


@pytest.mark.parametrize(
    ("born", "level", "until"),
    [
        (date(2012, 11, 26), Level.SIMPLIFIED, None),
        (date(2012, 11, 25), Level.SIMPLIFIED, "23 февраля"),
        (date(2012, 11, 25), Level.STANDARD, "23 февраля"),
        (date(2012, 11, 25), Level.CONFIRMED, None),
    ],
)
def test_from_the_14th_birthday_the_diary_says_until_when_to_confirm(
    cast: Cast, anya: Client, born: date, level: Level, until: str | None
) -> None:
    cast.anya.birth_date = born
    cast.anya.save()
    session = anya.session
    session["signin"] = {"level": level}
    session.save()
    told = "note warn" in text(anya.get(DIARY))
    assert told is (until is not None)
    assert until is None or until in text(anya.get(DIARY)).replace("\N{NO-BREAK SPACE}", " ")
