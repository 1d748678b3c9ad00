"""J6, variants 1 and 2: whom the learning site knows already.  Variant 3 is in test_chain.py."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from parta.kit.ui.contacts import masked
from tests.journeys.inspection import inspect
from tests.journeys.installation import Installation
from tests.journeys.learning_id import (
    ABOUT,
    CHOICE,
    CODE,
    NUMBER,
    PASSWORD,
    PROFILE,
    Way,
)
from tests.journeys.outbox import code_after, codes
from tests.journeys.people import DESKTOP, PHONE, Cast, known


@pytest.mark.parametrize(
    ("key", "viewport", "pages"),
    [
        ("anya", PHONE, [NUMBER, PASSWORD, CODE, CHOICE, ABOUT]),
        ("egor", DESKTOP, [NUMBER, PASSWORD, CODE, PROFILE, ABOUT]),
    ],
    ids=["with a profile", "without a profile"],
)
def test_whoever_has_an_account_gives_password_and_code_once_in_a_life(
    cast: Cast, key: str, viewport: ViewportSize, pages: list[str]
) -> None:
    def look(page: Page) -> None:
        if page.locator("[name=code]").count():
            reload_and_mistype(page, cast.installation, known(key).phone or "")
        inspect(page)
        page.set_viewport_size(viewport)

    with cast.at(key, viewport=viewport, strict=True) as page:
        press_the_green_button(page)
        assert Way(page, cast.installation, known(key), look=look).walk() == pages
        expect(page.locator(".room")).to_have_attribute("data-link", "inside")
        page.goto(cast.installation.urls["school"])
        press_the_green_button(page)
        expect(page.locator(".room")).to_have_attribute("data-link", "inside")


def press_the_green_button(page: Page) -> None:
    page.locator("a.btn.go").first.click()


def reload_and_mistype(page: Page, installation: Installation, phone: str) -> None:
    """Neither sends a second SMS, and a wrong code says how many tries are left."""
    right = code_after(installation, phone, 0)
    sent = len(codes(installation, phone))
    page.reload()
    expect(page.locator(".lead")).to_contain_text(masked(phone))
    expect(page.locator("#count")).to_contain_text("01:")
    page.locator("[name=code]").press_sequentially(f"{right[:5]}{(int(right[5]) + 1) % 10}")
    expect(page.locator("[data-reason=wrong-code]")).to_contain_text("2")
    assert len(codes(installation, phone)) == sent
