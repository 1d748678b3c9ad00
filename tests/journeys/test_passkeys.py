"""A passkey made and used by a real browser, and an app with codes: at hosts with names.

An IP address has no passkeys, so these journeys run at *.localhost.  The
device is Chromium's own virtual authenticator.
"""

import re
import time
from dataclasses import dataclass

import pyotp
import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route, ViewportSize, expect

from tests.journeys import keyboard
from tests.journeys.inspection import inspect_once as look
from tests.journeys.installation import Installation
from tests.journeys.people import DESKTOP, PHONE, give_password, known, somebody

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
OPTIONS = "**/signin/passkey/options"
EACH_WIDTH = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["390", "1280"])


@dataclass
class Device:
    """The browser's own: it can keep passkeys from now on, and its holder is there or away."""

    devtools: CDPSession
    name: str

    @classmethod
    def plug_in(cls, page: Page) -> "Device":
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        return cls(devtools, made["authenticatorId"])

    def holder(self, there: bool) -> None:
        said = {"authenticatorId": self.name, "enabled": there}
        self.devtools.send("WebAuthn.setAutomaticPresenceSimulation", said)

    def comes(self, route: Route) -> None:
        """The holder is there before the device is asked: a press, but no list, waits for this."""
        self.holder(there=True)
        route.continue_()


def sign_out(page: Page, site: str) -> None:
    page.locator("summary.ava").click()
    page.get_by_role("button", name="Выйти", exact=True).click()
    page.wait_for_url(f"{site}/")


@EACH_WIDTH
def test_a_key_is_offered_once_made_and_lets_in_without_a_password(
    browser: Browser, named: Installation, viewport: ViewportSize
) -> None:
    civic = named.urls["civic"]
    with somebody(browser, viewport, strict=True) as page:
        page.goto(f"{civic}/signin")
        expect(page.get_by_role("button", name="По отпечатку или лицу")).to_be_visible()
        device = Device.plug_in(page)
        page.goto(f"{civic}/signin")
        page.wait_for_function("document.cookie.includes('civic_passkeys=1')")
        give_password(page, "anya")
        if viewport is PHONE:  # the offer comes once in a life
            expect(page.get_by_role("heading", name="Входить по отпечатку")).to_be_visible()
            look(page)
            page.get_by_role("link", name="Не сейчас").click()
        page.goto(f"{civic}/account/security")
        page.get_by_role("link", name="Добавить ключ").click()
        look(page)
        page.get_by_label("Название устройства").fill(f"Ключ {viewport['width']}")
        page.get_by_role("button", name="Добавить ключ").click()
        expect(page.locator("[role=status]")).to_contain_text("Ключ добавлен")
        look(page)
        page.get_by_role("link", name=f"Ключ {viewport['width']}").click()
        look(page)
        sign_out(page, civic)
        device.holder(there=False)
        page.goto(f"{civic}/signin?next=/account/security")
        look(page)
        page.route(OPTIONS, device.comes)
        page.get_by_role("button", name="По отпечатку или лицу").click()
        expect(page.get_by_role("heading", name="Безопасность")).to_be_visible()
        page.get_by_role("link", name="Все входы").click()
        expect(page.locator(".rows li").first).to_contain_text("ключ")
        look(page)


def test_the_browser_s_own_list_of_keys_signs_in_too(browser: Browser, named: Installation) -> None:
    civic = named.urls["civic"]
    with somebody(browser, strict=True) as page:
        Device.plug_in(page)
        page.goto(f"{civic}/signin")
        give_password(page, "timur")
        page.goto(f"{civic}/account/passkeys/new")
        page.get_by_role("button", name="Добавить ключ").click()
        expect(page.locator("[role=status]")).to_contain_text("Ключ добавлен")
        sign_out(page, civic)
        page.goto(f"{civic}/signin?next=/account/security")  # the virtual device chooses at once
        expect(page.get_by_role("heading", name="Безопасность")).to_be_visible()


def test_a_key_opens_the_learning_site_too(browser: Browser, named: Installation) -> None:
    learnid = named.urls["learnid"]
    with somebody(browser) as page:
        page.goto(f"{learnid}/signin")
        expect(page.get_by_role("button", name="По отпечатку или лицу")).to_be_visible()
        look(page)


def test_an_app_is_set_up_by_the_text_of_its_secret(browser: Browser, named: Installation) -> None:
    civic = named.urls["civic"]
    with somebody(browser, PHONE, strict=True) as page:
        page.goto(f"{civic}/signin")
        give_password(page, "egor")
        page.goto(f"{civic}/account/totp")
        look(page)
        secret = page.locator("[data-secret]").inner_text().replace(" ", "").replace("\n", "")
        page.get_by_label("Код из приложения").fill(_code(named, secret))
        page.get_by_role("button", name="Включить").click()
        look(page)
        page.get_by_role("button", name="Создать десять кодов").click()
        codes = page.locator(".recovery li").all_inner_texts()
        assert len(codes) == 10
        look(page)
        page.get_by_role("link", name="Коды записаны").click()
        expect(page.get_by_text("осталось 10 кодов")).to_be_visible()
        sign_out(page, civic)
        page.goto(f"{civic}/signin?next=/account/security")
        give_password(page, "egor")
        page.get_by_text("Нет приложения или ключа?").click()
        for code in ("wrong", codes[0]):
            page.get_by_label("Запасной код").fill(code)
            look(page)
            page.get_by_role("button", name="Войти по запасному коду").click()
        expect(page.get_by_text("осталось 9 кодов")).to_be_visible()


def test_who_works_here_with_a_password_alone_is_led_to_a_second_factor(
    browser: Browser, named: Installation
) -> None:
    civic, vera = named.urls["civic"], known("vera")
    named.command("operator", "add", "civic", vera.login)
    with somebody(browser, PHONE, strict=True) as page:
        page.goto(f"{civic}/signin?next=/operator")
        give_password(page, "vera")
        expect(page.get_by_role("link", name="Настроить приложение")).to_be_visible()
        look(page)


def test_a_clerk_comes_to_the_desk_with_password_and_app_by_keyboard(
    browser: Browser, named: Installation
) -> None:
    civic, nina = named.urls["civic"], known("clerk")
    with somebody(browser, strict=True) as page:
        page.goto(f"{civic}/signin")
        keyboard.sign_in(page, nina)
        expect(page.get_by_role("heading", name="Ещё одна проверка")).to_be_visible()
        page.goto(f"{civic}/desk")  # past the page: nobody is in yet
        expect(page.get_by_role("heading", name="Вход")).to_be_visible()
        keyboard.sign_in(page, nina)
        keyboard.give_app_code(page, named)
        expect(page.get_by_role("heading", name="Приём")).to_be_visible()


def test_without_script_the_password_is_enough(browser: Browser, named: Installation) -> None:
    with somebody(browser, java_script_enabled=False) as page:
        page.goto(f"{named.urls['civic']}/signin?next=/account/security")
        expect(page.get_by_role("button", name="По отпечатку или лицу")).to_be_hidden()
        give_password(page, "boris")
        expect(page.get_by_role("heading", name="Безопасность")).to_be_visible()


def _code(installation: Installation, secret: str) -> str:
    """By the clock of the installation."""
    assert re.fullmatch("[A-Z2-7]{32}", secret)
    now = int(time.time()) + int(installation.environment["PARTA_CLOCK_OFFSET"])
    return pyotp.TOTP(secret).at(now)
