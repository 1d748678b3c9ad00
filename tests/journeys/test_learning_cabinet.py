"""The cabinet of the learning site: whose child it is, who looks after it, and the way back."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.inspection import inspect_once as look
from tests.journeys.installation import Installation
from tests.journeys.keyboard import press
from tests.journeys.outbox import code_after, codes
from tests.journeys.people import PHONE, Cast, enter_lesson, known, somebody

HOME, FATHER, NEW = (f"+7199550000{last}" for last in range(3))
"""The number that keeps the child's profile, the other parent's, one that comes later."""
CHILD, BORN = "Тимофей", date(2018, 6, 2)
PROFILE = f"""
from parta.learnid.learners.models import Learner
home = Learner(phone="{HOME}")
home.set_unusable_password()
home.save()
home.profiles.create(
    family_name="Ковалёв", given_name="{CHILD}", birthdate="{BORN}", gender="male")
"""


@pytest.fixture(scope="module")
def home(browser: Browser, installation: Installation) -> Iterator[Page]:
    """Signed in by keyboard with the number that keeps the profile."""
    installation.rows(PROFILE, "learnid")
    with somebody(browser, PHONE, strict=True) as page:
        come_in(page, installation, HOME)
        look(page)
        press(page, page.get_by_role("link", name=f"Открыть: Ковалёв {CHILD}"))
        look(page)
        yield page


def come_in(page: Page, installation: Installation, phone: str) -> None:
    """By keyboard: the number, the code; no password has been set."""
    seen = len(codes(installation, phone))
    page.goto(f"{installation.urls['learnid']}/signin?next=/account")
    expect(page.locator("[name=phone]")).to_be_focused()
    page.keyboard.type(phone)
    page.keyboard.press("Enter")
    expect(page.locator("[name=code]")).to_be_focused()
    page.keyboard.type(code_after(installation, phone, seen))
    expect(page.get_by_role("heading", name="Учебные профили")).to_be_visible()


def test_a_parent_says_whose_child_it_is_and_stops_by_keyboard(home: Page) -> None:
    press(home, home.get_by_role("link", name="Это мой ребёнок"))
    expect(home.get_by_role("heading", name="Это ваш ребёнок?")).to_be_visible()
    look(home)
    press(home, home.get_by_role("button", name="Да, это мой ребёнок"))
    expect(home.get_by_role("status")).to_contain_text("вы присматриваете")
    look(home)
    press(home, home.get_by_role("link", name="Больше не присматривать"))
    look(home)
    press(home, home.get_by_role("button", name="Больше не присматривать"))
    expect(home.get_by_role("status")).to_contain_text("больше не присматриваете")


def test_another_parent_is_asked_confirms_and_sees_what_may_be_done(
    home: Page, browser: Browser, installation: Installation
) -> None:
    profile = ("Исправить", "Перенести на другой номер", "Отказаться от профиля")
    home.get_by_role("link", name=f"Открыть: Ковалёв {CHILD}").click()
    at_pages_behind(home, *profile, "Позвать родителя")
    home.get_by_role("link", name="Позвать родителя").click()
    home.locator("[name=phone]").fill(FATHER)
    home.get_by_role("button", name="Позвать").click()
    expect(home.get_by_role("status")).to_be_visible()
    look(home)
    with somebody(browser, PHONE, strict=True) as page:
        come_in(page, installation, FATHER)
        look(page)
        at_pages_behind(page, "Сменить номер")
        page.get_by_role("link", name="Ответить").click()
        look(page)
        for day in (BORN.replace(day=1), BORN):  # the first is wrong
            page.locator("[name=born]").fill(f"{day:%d.%m.%Y}")
            page.get_by_role("button", name="Да, буду присматривать").click()
            look(page)
        expect(page.get_by_role("status")).to_be_visible()
        at_pages_behind(page, "Исправить", "Больше не присматривать", "Отказаться от профиля")


def at_pages_behind(page: Page, *links: str) -> None:
    for name in links:
        page.get_by_role("link", name=name).click()
        look(page)
        page.go_back()


def test_who_has_lost_the_number_gets_the_profile_back_by_the_class_teacher_s_word(
    cast: Cast, installation: Installation
) -> None:
    """J6: the school vouches, and the profile comes to the number proved on the way."""
    with cast.at("anya") as page:
        enter_lesson(page, installation, "anya")
    with cast.at("klara", "/register/") as teacher:
        card = teacher.locator("a.nm", has_text=f"{known('anya').family_name} Анна")
        teacher.goto(f"{installation.urls['school']}{card.get_attribute('href')}")
        teacher.locator("summary", has_text="учебн").click()
        teacher.get_by_role("button", name="Помочь с учебным профилем").click()
    with cast.at("anya", "/learning/help/", PHONE, strict=True) as page:
        look(page)
        page.get_by_role("button", name="К новому номеру").click()
        page.locator("[name=phone]").fill(NEW)
        page.get_by_role("button", name="Продолжить").click()
        page.locator("[name=code]").press_sequentially(code_after(installation, NEW, 0))
        expect(page.get_by_role("heading", name="возвращается")).to_be_visible()
        look(page)
        page.get_by_role("button", name="Перенести на мой номер").click()
        look(page)
        page.get_by_role("button", name="Продолжить").click()
        page.wait_for_url(f"{installation.urls['school']}/**")
        look(page)
