"""By keyboard alone, with the focus seen at every step: from the front page into the lesson."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.installation import Installation
from tests.journeys.keyboard import press, sign_in, tab_to
from tests.journeys.people import DESKTOP, PHONE, Cast, enter_lesson, known, somebody


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["390", "1280"])
def test_a_pupil_comes_in_and_leaves_by_keyboard(
    cast: Cast, browser: Browser, installation: Installation, viewport: ViewportSize
) -> None:
    with cast.at("egor") as page:
        enter_lesson(page, installation, "egor")  # every later press leads straight in
    with somebody(browser, viewport) as page:
        come_to_the_diary(page, installation)
        press(page, page.locator("main a.btn.go").first)
        expect(page.locator(".room")).to_have_attribute("data-link", "inside")
        use_the_toolbar(page)
        expect(page.locator("#diary")).to_be_attached()


def come_to_the_diary(page: Page, installation: Installation) -> None:
    page.goto(installation.urls["school"])
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    press(page, page.locator("main").get_by_role("button", name="Войти"))
    sign_in(page, known("egor"))
    allow, diary = page.locator("button[value=allow]"), page.locator("#diary")
    expect(allow.or_(diary)).to_be_attached()
    if allow.count():
        press(page, allow)
    expect(diary).to_be_attached()


def use_the_toolbar(page: Page) -> None:
    """One stop of the Tab key; arrows inside; the last button leaves."""
    microphone, camera = (
        page.get_by_role("button", name=name, exact=True) for name in ("Микрофон", "Камера")
    )
    tab_to(page, microphone)
    page.keyboard.press("Enter")
    expect(microphone).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    expect(camera).to_be_focused()
    page.keyboard.press("Space")
    expect(camera).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Выйти", exact=True)).to_be_focused()
    page.keyboard.press("Enter")


def test_a_teacher_is_asked_before_the_end_and_may_stay(
    cast: Cast,
) -> None:
    with cast.at("vera") as page:
        press(page, page.locator("main a.btn.go").first)
        expect(page.locator(".room")).to_have_attribute("data-link", "inside")
        tab_to(page, page.get_by_role("button", name="Микрофон", exact=True))
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        stay = page.get_by_role("button", name="Остаться на уроке")
        press(page, stay)
        expect(stay).to_be_hidden()
        expect(page.get_by_role("button", name="Завершить", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        expect(stay).to_be_hidden()
        expect(page.locator(".room")).to_have_attribute("data-link", "inside")
