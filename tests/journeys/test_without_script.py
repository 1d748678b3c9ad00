"""Without scripts everything but the lesson's sound and picture works."""

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.installation import Installation
from tests.journeys.people import DESKTOP, PHONE, Cast, enter_lesson, sign_in, somebody
from tests.journeys.planning import go_to_plain_lessons, hold_online

NO_SCRIPT: dict[str, Any] = {"java_script_enabled": False}


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["390", "1280"])
def test_a_pupil_signs_in_reads_the_diary_and_is_told_that_the_room_needs_scripts(
    cast: Cast, browser: Browser, installation: Installation, viewport: ViewportSize
) -> None:
    with cast.at("anya") as page:
        enter_lesson(page, installation, "anya")  # every later press leads straight in
    with somebody(browser, viewport, **NO_SCRIPT) as page:
        sign_in(page, installation, "anya")
        page.locator("main a.btn.go").first.click()
        expect(page.locator("noscript p")).to_contain_text("скрипты")


def test_a_pupil_is_told_when_the_door_opens(cast: Cast, installation: Installation) -> None:
    with cast.at("anya", viewport=PHONE, **NO_SCRIPT) as page:
        later = first_lesson_of(page, installation.today() + timedelta(days=1))
        page.goto(f"{installation.urls['school']}/lessons/{later}/")
        expect(page.locator("meta[name=refusal]")).to_have_attribute("content", "too-early")
        assert "Обновите страницу" in page.get_by_role("status").inner_text()
        expect(page.locator("#door button")).to_be_disabled()


def first_lesson_of(page: Page, day: date) -> str:
    """From the open diary to another day by its links; the number of the first lesson there."""
    link = page.locator(f"nav.week a[href$='date={day}']")
    if link.count() == 0:  # of the next week
        page.locator("nav.week > a").last.click()
    link.click()
    row = page.locator("[data-state=online-later]").first.get_attribute("id")
    assert row
    return row.removeprefix("lesson-")


def test_a_parent_and_a_teacher_have_the_same_pages(cast: Cast, installation: Installation) -> None:
    with cast.at("mama", **NO_SCRIPT) as parent:
        parent.locator("nav.kids a").last.click()
        expect(parent.locator("nav.kids a").last).to_have_attribute("aria-current", "true")
    with cast.at("vera", **NO_SCRIPT) as teacher:
        go_to_plain_lessons(teacher, installation)
        hold_online(teacher)
