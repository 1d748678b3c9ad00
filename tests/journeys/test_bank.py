"""J2: a pupil of 14 is confirmed through a bank, and who has lost every contact at the desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.bank import Customer
from tests.journeys.chain import Chain
from tests.journeys.inspection import inspect_once
from tests.journeys.installation import Installation
from tests.journeys.newcomers import OLDER, Register
from tests.journeys.papers import Papers
from tests.journeys.people import DESKTOP, PHONE, somebody

Look = Callable[[Page], None]
EACH_WIDTH = pytest.mark.parametrize(
    ("viewport", "look"),
    [(PHONE, lambda _: None), (DESKTOP, inspect_once)],
    ids=["390", "1280, under inspection"],
)


@EACH_WIDTH
def test_a_pupil_of_14_is_in_once_the_bank_has_confirmed(
    browser: Browser,
    installation: Installation,
    register: Register,
    viewport: ViewportSize,
    look: Look,
) -> None:
    pupil = register.newcomer(OLDER, young=False)
    customer = Customer(pupil, installation)
    customer.becomes_one()
    with somebody(browser, viewport, strict=True) as page:
        chain = Chain(page, installation, look)
        chain.register(pupil)
        chain.go_on()
        expect(page.locator("body")).to_have_attribute("data-why", "level-missing")
        page.get_by_role("link", name="Открыть «Гражданин»").click()
        page.get_by_role("link", name="Добавить документы").click()
        Papers.of(pupil).give(page)
        page.get_by_role("link", name="Подтвердить через банк").click()
        look(page)
        page.locator("[data-bank=demo]").click()
        look(page)
        customer.signs_in(page)
        look(page)
        page.locator("button[value=allow]").click()
        expect(page.locator("body")).to_have_attribute("data-level", "confirmed")
        look(page)
        page.goto(f"{installation.urls['school']}/signin/stopped/")
        chain.check_again()
        expect(page.locator("#diary")).to_be_attached()


def test_a_bank_that_knows_another_date_confirms_nobody_and_says_what_differs(
    browser: Browser, installation: Installation, register: Register
) -> None:
    pupil = register.newcomer(OLDER, young=False)
    customer = Customer(pupil, installation)
    customer.becomes_one(birthdate="2001-02-03")
    with somebody(browser, PHONE, strict=True) as page:
        chain = Chain(page, installation)
        chain.register(pupil)
        page.goto(f"{installation.urls['civic']}/level/documents")
        Papers.of(pupil).give(page)
        page.get_by_role("link", name="Подтвердить через банк").click()
        page.locator("[data-bank=demo]").click()
        customer.signs_in(page)
        page.locator("button[value=allow]").click()
        told = page.locator("[data-reason=data-differ]")
        expect(told).to_have_attribute("data-parts", "birthdate")
        expect(told).to_contain_text("дата рождения")
        expect(told).not_to_contain_text("2001")
        inspect_once(page)
