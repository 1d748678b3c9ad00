"""Every page in every state that a person can meet, under inspection."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.inspection import inspect
from tests.journeys.installation import Installation
from tests.journeys.people import Cast, enter_lesson, give_password, sign_in, somebody

STATES = """
from parta.kit import clock
from parta.school.lessons.models import LessonOnline, Seat
from parta.school.people.models import Person
from parta.school.timetable.models import Lesson
ended, cancelled, removed = {numbers}
now = clock.now()
LessonOnline.objects.filter(lesson=ended).update(state="ended", opened_at=now, ended_at=now)
Lesson.objects.filter(pk=cancelled).update(state="cancelled")
room, anya = LessonOnline.objects.get(lesson=removed), Person.objects.get(external_id="demo:anya")
Seat.objects.update_or_create(online=room, person=anya, defaults={{"removed_at": now}})
"""


@pytest.fixture(scope="module")
def places(cast: Cast, installation: Installation) -> dict[str, str]:
    """Parts of addresses that a fresh installation alone knows."""
    tomorrow = installation.today() + timedelta(days=1)
    with cast.at("anya") as pupil:
        running = pupil.locator("[data-state=live]").first.get_attribute("id")
        past = pupil.locator("[data-state=online-over]").all()
        late = past[0].get_attribute("id") if past else None
        pupil.goto(f"{pupil.url}?date={tomorrow}")
        rows = pupil.locator("[data-state=online-later]").all()
        early, *states = [row.get_attribute("id") or "" for row in rows[:4]]
    with cast.at("mama") as parent:
        child = parent.url.rstrip("/").rpartition("/")[2]
    installation.rows(STATES.format(numbers=[int(number(row)) for row in states]))
    lessons = zip(("ended", "cancelled", "removed"), states, strict=True)
    return {
        "tomorrow": str(tomorrow),
        "far": str(tomorrow + timedelta(days=60)),
        "child": child,
        "running": number(running),
        "late": number(late),
        "early": number(early),
        **{name: number(row) for name, row in lessons},
    }


def number(row: str | None) -> str:
    return (row or "").removeprefix("lesson-")


AS_ANYBODY = [
    ("school", "/"),
    ("school", "/signin/"),
    ("school", "/look/"),
    ("school", "/phone/"),
    ("school", "/nowhere/"),
    ("school", "/signout/"),
    ("school", "/signin/callback?state=x&code=x"),
    ("civic", "/"),
    ("civic", "/signin"),
    ("civic", "/look/"),
    ("civic", "/nowhere"),
    ("civic", "/authorize"),
    ("civic", "/authorize?client_id=unknown&redirect_uri=http://127.0.0.1/"),
    ("learnid", "/"),
    ("learnid", "/look/"),
    ("learnid", "/nowhere"),
]
AS_SOMEBODY = [
    ("anya", "/diary/", "#diary"),
    ("anya", "/diary/?date={tomorrow}", "[data-state=online-later]"),
    ("anya", "/diary/?date={far}", ".empty"),
    ("anya", "/look/", "form.look"),
    ("anya", "/nowhere/", "h1"),
    ("anya", "/lessons/{early}/", "meta[content=too-early]"),
    ("anya", "/lessons/{ended}/", "meta[content=ended]"),
    ("anya", "/lessons/{cancelled}/", "meta[content=cancelled]"),
    ("anya", "/lessons/{removed}/", "meta[content=removed-by-teacher]"),
    ("anya", "/lessons/{late}/", "meta[content=too-late]"),
    ("mama", "/diary/", "#diary"),
    ("mama", "/lessons/{running}/", "meta[content=parent]"),
    ("egor", "/diary/{child}/", "h1"),
    ("klara", "/day/", "#diary"),
    ("klara", "/lessons/{running}/", "meta[content=not-in-class]"),
    ("vera", "/day/", "#diary"),
    ("vera", "/day/?date={tomorrow}", "#diary"),
    ("vera", "/lessons/{early}/", "meta[content=too-early]"),
    ("klara", "/register/", ".reg"),
    ("admin", "/people/", ".tbl"),
    ("admin", "/people/?name=ковал", ".tbl"),
    ("admin", "/audit/", ".tbl"),
]


@pytest.mark.parametrize(("site", "path"), AS_ANYBODY)
def test_as_anybody(browser: Browser, installation: Installation, site: str, path: str) -> None:
    with somebody(browser, strict=True) as page:
        page.goto(installation.urls[site] + path)
        inspect(page)


@pytest.mark.parametrize(("key", "path", "there"), AS_SOMEBODY)
def test_as_somebody(cast: Cast, places: dict[str, str], key: str, path: str, there: str) -> None:
    if "{late}" in path and not places["late"]:
        pytest.skip("the day has only begun")
    with cast.at(key, path.format(**places), strict=True) as page:
        expect(page.locator(there).first).to_be_attached()
        for menu in page.locator("summary.ava").all():
            menu.click()
        inspect(page)


def wrong_password(page: Page, installation: Installation) -> None:
    page.locator("[name=identifier]").fill("+7 199 000-00-99")
    page.locator("[name=password]").fill("wrong")
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page.locator("[data-reason=wrong-password]")).to_be_visible()


def empty_form(page: Page, installation: Installation) -> None:
    page.locator("form").first.evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page.locator(".errors")).to_be_visible()


def already_in(page: Page, installation: Installation) -> None:
    give_password(page, "clerk", installation)
    expect(page.get_by_role("heading", name="Приём")).to_be_visible()


@pytest.mark.parametrize("act", [wrong_password, empty_form, already_in])
def test_at_the_sign_in(
    browser: Browser, installation: Installation, act: Callable[[Page, Installation], None]
) -> None:
    with somebody(browser, strict=True) as page:
        page.goto(f"{installation.urls['civic']}/signin")
        act(page, installation)
        inspect(page)


def test_the_consent_and_what_follows_when_it_is_refused(
    browser: Browser, installation: Installation
) -> None:
    with somebody(browser, strict=True) as page:
        page.goto(f"{installation.urls['school']}/signin/")
        page.get_by_role("button", name="Войти").click()
        give_password(page, "clerk", installation)
        expect(page.locator("button[value=allow]")).to_be_visible()
        inspect(page)
        page.locator("button[value=deny]").click()
        expect(page.locator("[data-why=access-denied]")).to_be_visible()
        inspect(page)


@pytest.mark.parametrize("key", ["dasha", "timur", "lera"])
def test_where_the_school_lets_nobody_in(
    browser: Browser, installation: Installation, key: str
) -> None:
    with somebody(browser, strict=True) as page:
        sign_in(page, installation, key)
        expect(page.locator("[data-why]")).to_be_visible()
        inspect(page)


def test_a_phone_with_messages(cast: Cast, installation: Installation) -> None:
    with cast.at("anya", "/phone/", strict=True) as page:
        expect(page.locator(".conv a").first).to_be_visible()
        page.locator(".conv a").first.click()
        inspect(page)


def test_a_lesson_that_can_no_longer_be_held_online(cast: Cast, places: dict[str, str]) -> None:
    with cast.at("vera", strict=True) as page:
        page.locator("form:has(#diary), form:has([data-live=day])").evaluate(
            """(form, lesson) => {
              form.append(Object.assign(document.createElement("input"),
                { type: "hidden", name: "lesson", value: lesson }));
              form.submit();
            }""",
            places["ended"],
        )
        expect(page.locator(".stop")).to_be_visible()
        inspect(page)


def test_a_form_that_has_lost_its_token(cast: Cast) -> None:
    with cast.at("anya", "/look/", strict=True) as page:
        page.locator("form.look [name=csrfmiddlewaretoken]").evaluate("field => field.remove()")
        page.locator("form.look button").click()
        expect(page.locator(".stop")).to_be_visible()
        inspect(page)


def test_the_room_of_teacher_and_pupil(cast: Cast, installation: Installation) -> None:
    with cast.at("vera", strict=True) as teacher, cast.at("anya", strict=True) as pupil:
        enter_lesson(teacher)
        enter_lesson(pupil, installation, "anya")
        expect(pupil.locator(".scene video")).to_be_visible()
        for person in (pupil, teacher):
            inspect(person)
        teacher.get_by_role("button", name="Завершить", exact=True).click()
        expect(teacher.get_by_role("dialog")).to_be_visible()
        inspect(teacher)
        pupil.get_by_role("button", name="Выйти", exact=True).click()
        expect(pupil.locator("#diary")).to_be_attached()
