"""Who has lost phone and e-mail gets in again at the service-centre desk, with the paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.chain import Chain
from tests.journeys.inspection import inspect_once
from tests.journeys.installation import Installation
from tests.journeys.newcomers import OLDER, Newcomer, Register
from tests.journeys.outbox import code_after, codes
from tests.journeys.papers import Papers
from tests.journeys.people import DESKTOP, PHONE, give_password, somebody

Look = Callable[[Page], None]
EACH_WIDTH = pytest.mark.parametrize(
    ("viewport", "look"),
    [(PHONE, lambda _: None), (DESKTOP, inspect_once)],
    ids=["390", "1280, under inspection"],
)


@EACH_WIDTH
def test_who_has_lost_every_contact_gets_in_again_with_the_paper(
    browser: Browser,
    installation: Installation,
    register: Register,
    viewport: ViewportSize,
    look: Look,
) -> None:
    pupil, papers = has_documents(browser, installation, register)
    new = register.new_phone()
    with somebody(browser, viewport, strict=True) as page:
        prove_another_contact(page, installation, new, look)
        code = page.locator("[data-code]").get_attribute("data-code") or ""
        with somebody(browser, viewport, strict=True) as desk:
            desk.goto(f"{installation.urls['civic']}/signin")
            give_password(desk, "clerk", installation)
            recover(desk, code, pupil, papers, look)
        page.get_by_role("link", name="Что решил оператор?").click()
        expect(page.locator("body")).to_have_attribute("data-state", "granted")
        look(page)
        page.get_by_role("button", name="Задать пароль").click()
        expect(page).to_have_url(f"{installation.urls['civic']}/recover/password")
        expect(page.locator("[name=password]")).to_be_focused()
        look(page)


def has_documents(
    browser: Browser, installation: Installation, register: Register
) -> tuple[Newcomer, Papers]:
    pupil = register.newcomer(OLDER, young=False)
    papers = Papers.of(pupil)
    with somebody(browser, strict=True) as page:
        Chain(page, installation).register(pupil)
        page.goto(f"{installation.urls['civic']}/level/documents")
        papers.give(page)
    return pupil, papers


def prove_another_contact(page: Page, installation: Installation, new: str, look: Look) -> None:
    """From the page of a new password to the eight digits."""
    page.goto(f"{installation.urls['civic']}/recover")
    page.get_by_role("link", name="Нет доступа к телефону").click()
    look(page)
    page.locator("[name=contact]").fill(new)
    seen = len(codes(installation, new))
    page.locator("main form button").click()
    field = page.locator("[name=code]")
    expect(field).to_be_visible()
    field.press_sequentially(code_after(installation, new, seen))
    expect(page.locator("body")).to_have_attribute("data-state", "waiting")
    look(page)


def recover(desk: Page, code: str, who: Newcomer, papers: Papers, look: Look) -> None:
    """The clerk types the eight digits, then what stands on the paper."""
    desk.locator("#code").fill(code)
    desk.get_by_role("button", name="Найти").click()
    desk.locator("[name=number]").fill(papers.number)
    desk.locator("[name=birthdate]").fill(who.birthdate)
    look(desk)
    desk.get_by_role("button", name="Найти").click()
    expect(desk.locator(".compare")).to_contain_text(who.family_name)
    look(desk)
    for line in desk.locator("[name=check]").all():
        line.check()
    desk.get_by_role("button", name="Восстановить доступ").click()
    desk.wait_for_url("**/desk")
    look(desk)
    desk.get_by_role("link", name="Отчёт за день").click()
    look(desk)
