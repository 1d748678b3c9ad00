"""J1, J3–J6 in one: children come from no account into a live lesson, with nothing prepared."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from parta.kit.ui.contacts import shown
from tests.journeys.chain import Chain
from tests.journeys.inspection import inspect, inspect_once
from tests.journeys.learning_id import (
    ABOUT,
    CHOICE,
    CODE,
    NEW_PASSWORD,
    NUMBER,
    PASSWORD,
    PROFILE,
    Way,
)
from tests.journeys.newcomers import Newcomer, Register
from tests.journeys.people import DESKTOP, PHONE, Cast, enter_lesson, sees_and_hears, somebody
from tests.journeys.planning import go_to_plain_lessons, hold_online

VARIANT_3 = [NUMBER, CODE, ABOUT, PROFILE, ABOUT]
NEW = "a-lamp-in-the-fog"


@pytest.fixture(scope="module", autouse=True)
def teaching(cast: Cast) -> Iterator[None]:
    """The teacher is in the lesson, shows and speaks."""
    with cast.at("vera") as page:
        enter_lesson(page)
        for tool in ("Микрофон", "Камера"):
            button = page.get_by_role("button", name=tool, exact=True)
            if button.get_attribute("aria-pressed") == "false":
                button.click()
            expect(button).to_have_attribute("aria-pressed", "true")
        yield


@pytest.mark.parametrize(
    ("viewport", "look"),
    [(PHONE, lambda _: None), (DESKTOP, inspect_once)],
    ids=["390", "1280, under inspection"],
)
def test_two_children_of_a_family_get_from_no_account_into_a_lesson_at_one_computer(
    browser: Browser,
    cast: Cast,
    register: Register,
    viewport: ViewportSize,
    look: Callable[[Page], None],
) -> None:
    """The first has a phone; the second an e-mail only, and gives the first one's number."""
    elder = register.newcomer()
    elder = elder.with_contact(register.new_phone())
    younger = register.newcomer().with_contact(register.new_email())
    with somebody(browser, viewport, strict=True) as page:
        chain = Chain(page, cast.installation, look)
        come_to_the_diary(chain, register, elder)
        see_a_lesson_become_online(page, cast)
        page.goto(f"{cast.installation.urls['school']}/diary/")
        assert first_lesson(chain, elder) == VARIANT_3
        set_a_password(chain)
        sign_out(chain)
        come_to_the_diary(chain, register, younger)
        second_profile_under_one_phone(chain, replace(younger, phone=elder.phone))


def come_to_the_diary(chain: Chain, register: Register, who: Newcomer) -> None:
    """Registered, refused, written down by the class teacher, and in."""
    page = chain.page
    chain.register(who, shared=True)
    expect(page.locator("body")).to_have_attribute("data-step", "tell-teacher")
    shows_contact(page, who)
    chain.go_on()
    expect(page.locator("body")).to_have_attribute("data-why", "contact-not-bound")
    shows_contact(page, who)
    chain.look(page)
    register.replace_contact(who)
    chain.check_again()
    expect(page.locator("#diary")).to_be_attached()


def shows_contact(page: Page, who: Newcomer) -> None:
    expect(page.locator(".show-qr .big")).to_have_text(shown(who.contact))
    expect(page.locator(".show-qr").get_by_role("img")).to_be_visible()


def see_a_lesson_become_online(pupil: Page, cast: Cast) -> None:
    with cast.at("vera") as teacher:
        date = go_to_plain_lessons(teacher, cast.installation)
        pupil.goto(f"{pupil.url.partition('?')[0]}?date={date}")
        pupil.evaluate("window.notReloaded = true")
        row = hold_online(teacher)
    expect(pupil.locator(f"{row}[data-state=online-later]")).to_be_visible()
    assert pupil.evaluate("window.notReloaded")


def first_lesson(chain: Chain, who: Newcomer) -> list[str]:
    page = chain.page
    page.locator("a.btn.go").first.click()
    seen = Way(page, chain.installation, who, look=chain.look).walk()
    sees_and_hears(page)
    return seen


def second_profile_under_one_phone(chain: Chain, who: Newcomer) -> None:
    """The number has a password, which the younger child does not know."""
    page = chain.page
    page.locator("a.btn.go").first.click()
    way = Way(page, chain.installation, who, new=True, new_password=NEW, look=chain.look)
    assert way.walk() == [
        *(NUMBER, PASSWORD, NEW_PASSWORD, CODE, NEW_PASSWORD),
        *(CHOICE, ABOUT),
    ]
    sees_and_hears(page)
    page.goto(f"{chain.installation.urls['learnid']}/account")
    expect(page.locator("section[aria-labelledby=people] li")).to_have_count(2)


def set_a_password(chain: Chain) -> None:
    """At the learning site, which has asked for none."""
    page = chain.page
    page.goto(f"{chain.installation.urls['learnid']}/account")
    chain.look(page)
    page.get_by_role("link", name="Задать пароль").click()
    chain.look(page)
    page.locator("[name=password]").fill("a-kettle-in-snow")
    chain.press("Сохранить пароль")
    expect(page.get_by_role("status")).to_be_visible()
    chain.look(page)


def sign_out(chain: Chain) -> None:
    """One press at the school, and nobody is in at any of the three sites."""
    page, urls = chain.page, chain.installation.urls
    page.goto(f"{urls['school']}/diary/")
    page.locator("summary.ava").click()
    chain.press("Выйти")
    expect(page.get_by_role("button", name="Войти").first).to_be_visible()
    for site, own in (("school", "/diary/"), ("civic", "/account"), ("learnid", "/account")):
        page.goto(urls[site] + own)
        expect(page).to_have_url(re.compile("/signin"))


def test_a_birth_date_that_differs_is_shown_with_both_and_corrected(
    browser: Browser, cast: Cast, register: Register
) -> None:
    """J3: the pupil is told neither; the class teacher looks at a document."""
    pupil = register.newcomer()
    other = replace(pupil, birthdate=f"{pupil.birthdate[:6]}2014")
    with somebody(browser, PHONE, strict=True) as page:
        chain = Chain(page, cast.installation)
        chain.register(other)
        chain.go_on()
        expect(page.locator("body")).to_have_attribute("data-why", "contact-mismatch")
        assert pupil.family_name not in page.locator("main").inner_text()
        with register.open(pupil.card) as card:
            for date in (pupil.birthdate, other.birthdate):
                expect(card.locator(".note")).to_contain_text(date)
            inspect(card)
            card.locator("summary", has_text="Дата рождения").click()
            card.locator("[name=birth_date]").fill(other.birthdate)
            card.get_by_role("button", name="Исправить дату").click()
            expect(card.locator(".who")).to_contain_text("ещё не входил")
        chain.check_again()
        expect(page.locator("#diary")).to_be_attached()
