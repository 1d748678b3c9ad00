"""The shortest way from no account into a lesson, by keyboard alone and in dark colours."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.installation import Installation
from tests.journeys.keyboard import fill, press, tab_to
from tests.journeys.newcomers import Newcomer, Register
from tests.journeys.outbox import code_after
from tests.journeys.people import PHONE, somebody


def test_a_newcomer_gets_into_a_lesson_by_keyboard(
    browser: Browser, installation: Installation, register: Register
) -> None:
    who = register.newcomer()
    with somebody(browser, PHONE, strict=True, color_scheme="dark") as page:
        page.goto(installation.urls["school"])
        press(page, page.locator("main").get_by_role("button", name="Войти"))
        press(page, page.locator("a[href*='/register']"))
        register_oneself(page, installation, who)
        press(page, page.get_by_role("link", name="Открыть сайт «"))
        press(page, page.locator("button[value=allow]"))
        press(page, page.locator("main a.btn.go").first)
        get_a_learning_id(page, installation, who)
        expect(page.locator(".room")).to_have_attribute("data-link", "inside")


def register_oneself(page: Page, installation: Installation, who: Newcomer) -> None:
    for name in ("family_name", "given_name", "middle_name", "birthdate"):
        fill(page, page.locator(f"[name={name}]"), getattr(who, name))
    choose_the_sex(page, who.gender)
    fill(page, page.locator("[name=contact]"), who.contact)
    page.keyboard.press("Enter")
    type_the_code(page, installation, who, 0)
    expect(page.locator("[name=password]")).to_be_focused()
    page.keyboard.type(who.password)
    page.keyboard.press("Enter")


def choose_the_sex(page: Page, gender: str) -> None:
    """One stop of the Tab key; arrows inside."""
    tab_to(page, page.locator("[name=gender]").first)
    page.keyboard.press("Space")
    if gender == "male":
        page.keyboard.press("ArrowRight")
    expect(page.locator(f"[name=gender][value={gender}]")).to_be_checked()


def get_a_learning_id(page: Page, installation: Installation, who: Newcomer) -> None:
    """The number and the person are filled in: four times Enter."""
    press(page, page.get_by_role("button", name="Продолжить"))
    type_the_code(page, installation, who, 1)
    for name in ("Продолжить", "Создать учебный профиль", "Продолжить"):
        press(page, page.get_by_role("button", name=name))


def type_the_code(page: Page, installation: Installation, who: Newcomer, seen: int) -> None:
    """The page has the focus ready; the sixth digit sends."""
    expect(page.locator("[name=code]")).to_be_focused()
    page.keyboard.type(code_after(installation, who.contact, seen))
    expect(page.locator("[name=code]")).to_have_count(0)
