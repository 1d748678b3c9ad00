"""Pages of the two identity sites and of the register that no other journey stops at."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.inspection import inspect
from tests.journeys.installation import Installation
from tests.journeys.people import Cast, give_password, somebody

AS_ANYBODY = [
    ("civic", "/register"),
    ("civic", "/recover"),
    ("civic", "/recover/desk"),
    ("bank", "/"),
    ("bank", "/signin"),
    ("civic", "/register/code"),
    ("learnid", "/signin"),
    ("learnid", "/recover"),
    ("learnid", "/terms"),
    ("learnid", "/privacy"),
]
AS_LERA = [
    "/account",
    "/account/security",
    "/account/password",
    "/account/phone",
    "/account/email",
    "/level",
    "/level/documents",
    "/registered",
]
FROM_A_LIST = [
    ("klara", "/register/", "details a.nm"),
    ("admin", "/people/", ".tbl a.to"),
    ("admin", "/people/?name=ковал", ".tbl a.to"),
    ("admin", "/people/", "ul.forms a"),
]


@pytest.fixture(scope="module")
def lera(browser: Browser, installation: Installation) -> Any:
    """The cookies of a citizen of 15 with a simplified account."""
    with somebody(browser) as page:
        page.goto(f"{installation.urls['civic']}/signin")
        give_password(page, "lera")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Журавлёва")
        return page.context.storage_state()


@pytest.mark.parametrize(("site", "path"), AS_ANYBODY)
def test_as_anybody(browser: Browser, installation: Installation, site: str, path: str) -> None:
    with somebody(browser, strict=True) as page:
        page.goto(installation.urls[site] + path)
        inspect(page)


@pytest.mark.parametrize("path", AS_LERA)
def test_as_a_citizen(browser: Browser, installation: Installation, lera: Any, path: str) -> None:
    with somebody(browser, strict=True, storage_state=lera) as page:
        page.goto(installation.urls["civic"] + path)
        assert page.url.endswith(path)
        inspect(page)


@pytest.mark.parametrize(("key", "path", "link"), FROM_A_LIST)
def test_what_a_list_leads_to(cast: Cast, key: str, path: str, link: str) -> None:
    with cast.at(key, path, strict=True) as page:
        unfold(page)
        page.locator(link).first.click()
        unfold(page)
        inspect(page)


def unfold(page: Page) -> None:
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")


def test_a_registration_with_everything_wrong(browser: Browser, installation: Installation) -> None:
    with somebody(browser, strict=True) as page:
        page.goto(f"{installation.urls['civic']}/register")
        page.locator("main form").first.evaluate("form => { form.noValidate = true; }")
        page.locator("[name=contact]").fill("nobody")
        page.get_by_role("button", name="Продолжить").click()
        expect(page.locator(".errors")).to_be_visible()
        expect(page.locator("[name=contact]")).to_have_value("nobody")
        inspect(page)
