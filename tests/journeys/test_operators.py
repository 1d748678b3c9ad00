"""Who runs an identity site, by keyboard alone: two proofs, a client, its secret, an account."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.inspection import inspect_once as look
from tests.journeys.installation import Installation
from tests.journeys.keyboard import fill, give_app_code, press, sign_in, tab_to
from tests.journeys.people import PHONE, known, somebody

CLIENT = "Кружок робототехники"


def test_an_operator_makes_a_client_and_sees_its_secret_once(
    browser: Browser, installation: Installation
) -> None:
    installation.command("operator", "add", "civic", known("clerk").login)  # who has an app
    with somebody(browser, PHONE, strict=True) as page:
        come_in(page, installation)
        look(page)
        press(page, page.get_by_role("link", name="Добавить клиента"))
        look(page)
        describe(page)
        expect(page.get_by_text("Секрет показан один раз")).to_be_visible()
        secret = page.locator(".once dd").last.inner_text()
        look(page)
        press(page, page.get_by_role("link", name="Готово"))
        expect(page.get_by_role("heading", level=1)).to_have_text(CLIENT)
        expect(page.locator("body")).not_to_contain_text(secret)
        look(page)
        press(page, page.get_by_role("button", name="Создать второй секрет"))
        expect(page.locator(".once dd").last).not_to_have_text(secret)
        press(page, page.get_by_role("link", name="Готово"))
        press(page, page.get_by_role("button", name="Отключить старый секрет"))
        look(page)
        find_somebody(page)


def come_in(page: Page, installation: Installation) -> None:
    page.goto(f"{installation.urls['civic']}/signin?next=/operator")
    sign_in(page, known("clerk"))
    expect(page.get_by_role("heading", name="Ещё одна проверка")).to_be_visible()
    look(page)
    give_app_code(page, installation)
    expect(page.get_by_role("heading", name="Клиенты")).to_be_visible()


def describe(page: Page) -> None:
    """At first with half an address: the page says so, keeps the name, and begins there."""
    addresses, scope = page.locator("[name=redirect_uris]"), page.locator("[name=scopes]").first
    fill(page, page.locator("[name=name]"), CLIENT)
    fill(page, addresses, "robots.example")
    tab_to(page, scope)
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Добавить"))
    expect(addresses).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=name]")).to_have_value(CLIENT)
    look(page)
    expect(addresses).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("https://robots.example/back")
    press(page, page.get_by_role("button", name="Добавить"))


def find_somebody(page: Page) -> None:
    press(page, page.get_by_role("link", name="Люди").first)
    look(page)
    fill(page, page.locator("[name=contact]"), known("egor").login)
    page.keyboard.press("Enter")
    expect(page.locator(".person")).to_be_visible()
    look(page)
