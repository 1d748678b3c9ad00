"""The steps of the whole chain, from no account to a live lesson, as a person presses them."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.newcomers import Newcomer
from tests.journeys.outbox import code_after, codes


@dataclass
class Chain:
    """A newcomer at their browser."""

    page: Page
    installation: Installation
    look: Callable[[Page], None] = lambda _: None
    """At each page of the way, before it is answered."""

    def register(self, who: Newcomer, *, shared: bool = False) -> None:
        """From the school's front page to «Запись готова» of the identity site."""
        page = self.page
        page.goto(self.installation.urls["school"])
        page.locator("[name=shared]").first.set_checked(shared)
        page.get_by_role("button", name="Войти").first.click()
        page.locator("a[href*='/register']").click()
        self.look(page)
        self._about(who)
        seen = len(codes(self.installation, who.contact))
        self.press("Продолжить")
        self.code(who.contact, seen)
        self.look(page)
        page.locator("[name=password]").fill(who.password)
        self.press("Создать запись")
        expect(page.get_by_role("heading", name="Запись готова")).to_be_visible()
        self.look(page)

    def go_on(self) -> None:
        """From «Запись готова» over the consent to the school, whatever it says."""
        self.page.get_by_role("link", name="Открыть сайт «").click()
        self.allow()

    def allow(self) -> None:
        allow = self.page.locator("button[value=allow]")
        expect(allow).to_be_visible()
        self.look(self.page)
        allow.click()
        self.page.wait_for_url(f"{self.installation.urls['school']}/**")

    def check_again(self) -> None:
        self.press("Проверить ещё раз")

    def code(self, to: str, seen: int) -> None:
        """Wait for the message after the `seen` ones; the sixth digit sends."""
        field = self.page.locator("[name=code]")
        expect(field).to_be_visible()
        self.look(self.page)
        before = self.page.url
        field.press_sequentially(code_after(self.installation, to, seen))
        self.page.wait_for_url(lambda url: url != before)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def _about(self, who: Newcomer) -> None:
        for name in ("family_name", "given_name", "middle_name", "birthdate", "contact"):
            self.page.locator(f"[name={name}]").fill(getattr(who, name))
        self.page.locator(f"[name=gender][value={who.gender}]").check()
