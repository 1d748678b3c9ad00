"""J5 and J8: one press from the diary into a live lesson, on a phone and at a desk."""

import time

from playwright.sync_api import Browser, Page, expect

from tests.journeys.installation import Installation
from tests.journeys.learning_id import Way
from tests.journeys.people import (
    DESKTOP,
    PHONE,
    enter_lesson,
    known,
    sees_and_hears,
    sign_in,
    somebody,
)

BACK_WITHIN_SECONDS = 10


def lead(page: Page, installation: Installation) -> None:
    """The teacher comes in and lets the class see and hear."""
    sign_in(page, installation, "vera")
    enter_lesson(page)
    for tool in ("Микрофон", "Камера"):
        button = page.get_by_role("button", name=tool, exact=True)
        if button.get_attribute("aria-pressed") == "false":
            button.click()
        expect(button).to_have_attribute("aria-pressed", "true")


def answer(page: Page) -> None:
    """A pupil shows and speaks."""
    for tool in ("Микрофон", "Камера"):
        page.get_by_role("button", name=tool, exact=True).click()


def test_the_class_and_the_teacher_see_and_hear_each_other_and_are_back_after_a_crash(
    installation: Installation, browser: Browser
) -> None:
    with (
        somebody(browser, DESKTOP) as teacher,
        somebody(browser, PHONE) as anya,
        somebody(browser, DESKTOP) as egor,
    ):
        lead(teacher, installation)
        for pupil, key in ((anya, "anya"), (egor, "egor")):
            sign_in(pupil, installation, key)
            enter_lesson(pupil, installation, key)
            sees_and_hears(pupil)
        answer(anya)
        for person in (teacher, egor):
            sees_and_hears(person)
        installation.kill(installation.media_server)
        killed = time.monotonic()
        for person in (teacher, anya, egor):
            back(person, killed)


def back(person: Page, killed: float) -> None:
    """Sees and hears again, by itself, soon enough."""
    expect(person.locator(".room")).to_have_attribute("data-link", "inside", timeout=15_000)
    sees_and_hears(person)
    assert time.monotonic() - killed < BACK_WITHIN_SECONDS


def test_sites_called_by_their_names_lead_into_a_lesson_that_the_teacher_ends_for_all(
    named: Installation, browser: Browser
) -> None:
    with somebody(browser, DESKTOP) as teacher, somebody(browser, PHONE) as anya:
        sign_in(anya, named, "anya")
        with named.without(named.media_server):
            anya.locator("a.btn.go").first.click()
            Way(anya, named, known("anya")).walk()
            expect(anya.locator(".room")).to_have_attribute("data-link", "waiting")
        expect(anya.locator(".room")).to_have_attribute("data-link", "inside")
        lead(teacher, named)
        sees_and_hears(anya)
        teacher.get_by_role("button", name="Завершить", exact=True).click()
        teacher.get_by_role("button", name="Завершить для всех").click()
        for person in (teacher, anya):
            expect(person.locator("[data-why=ended]")).to_be_visible()
        anya.reload()
        expect(anya.locator("meta[name=refusal]")).to_have_attribute("content", "ended")
