"""People at a browser: who they are, how they come in, what they see and hear."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, expect

from parta.kit.demo.people import DemoPerson, people
from tests.journeys.installation import Installation
from tests.journeys.learning_id import Way
from tests.journeys.watch import Watch

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
PATIENCE_MS = 20_000

KEEP_CONNECTIONS = """(() => {
  window.connections = [];
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(...given) { super(...given); window.connections.push(this); }
  };
})();"""
STATS = """async () => {
  const total = { frames: 0, samples: 0 };
  for (const connection of window.connections ?? []) {
    if (connection.connectionState === "closed") continue;
    for (const report of (await connection.getStats()).values()) {
      if (report.type !== "inbound-rtp") continue;
      total.frames += report.framesDecoded ?? 0;
      total.samples += report.totalSamplesReceived ?? 0;
    }
  }
  return total;
}"""


@dataclass(frozen=True, slots=True)
class Received:
    """What a page's browser has decoded from others since it connected."""

    frames: int
    samples: int


def received(page: Page) -> Received:
    return Received(**page.evaluate(STATS))


def sees_and_hears(page: Page, *, seconds: float = 30) -> None:
    """Wait until more frames and more sound come in than had come before."""
    before = received(page)
    for _ in range(int(seconds / 0.25)):
        page.wait_for_timeout(250)
        now = received(page)
        if now.frames > before.frames and now.samples > before.samples:
            return
        if now.frames < before.frames or now.samples < before.samples:
            before = now  # a new connection counts anew
    raise AssertionError(f"nothing new to see or hear: {before} → {received(page)}")


@contextmanager
def somebody(
    browser: Browser, viewport: ViewportSize = DESKTOP, *, strict: bool = False, **options: Any
) -> Iterator[Page]:
    """A person's own browser window, with nothing remembered.

    `strict`: the console may show no error at all, as where no server is killed.
    """
    context = browser.new_context(viewport=viewport, locale="ru-RU", **options)
    watch = Watch()
    watch.over(context)
    context.add_init_script(KEEP_CONNECTIONS)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()
    watch.verdict(strict=strict)


@dataclass
class Cast:
    """The people of the demo, each signed in once for all journeys."""

    installation: Installation
    browser: Browser
    _kept: dict[str, Any] = field(default_factory=dict)

    def forget(self, key: str) -> None:
        """Somebody whose sessions have all ended comes in anew the next time."""
        self._kept.pop(key, None)

    @contextmanager
    def at(
        self, key: str, path: str = "/", viewport: ViewportSize = DESKTOP, **options: Any
    ) -> Iterator[Page]:
        """Somebody who has come in before, in a new window at `path` of the school."""
        if key not in self._kept:
            with somebody(self.browser, DESKTOP) as page:
                sign_in(page, self.installation, key)
                self._kept[key] = page.context.storage_state()
        state = self._kept[key]
        with somebody(self.browser, viewport, storage_state=state, **options) as page:
            page.goto(self.installation.urls["school"] + path)
            yield page


def known(key: str) -> DemoPerson:
    return next(each for each in people(datetime.now(UTC).date()) if each.key == key)


def sign_in(page: Page, installation: Installation, key: str, *, shared: bool = False) -> None:
    """From the school's front page through the identity site and back, as a person presses."""
    school = installation.urls["school"]
    page.goto(school)
    page.locator("[name=shared]").first.set_checked(shared)
    page.get_by_role("button", name="Войти").first.click()
    give_password(page, key, installation)
    page.wait_for_url(lambda url: "/authorize" in url or url.startswith(school))
    if not page.url.startswith(school):
        page.locator("button[value=allow]").click()
        page.wait_for_url(lambda url: url.startswith(school))


def give_password(page: Page, key: str, installation: Installation | None = None) -> None:
    """And, at an `installation`, the code of the app for those of the demo who have one."""
    person = known(key)
    page.locator("[name=identifier]").fill(person.login)
    page.locator("[name=password]").fill(person.password)
    page.get_by_role("button", name="Войти", exact=True).click()
    if installation and person.totp:
        give_app_code(page, installation)


def give_app_code(page: Page, installation: Installation) -> None:
    page.wait_for_url("**/signin/second**")
    for code in app_codes(page, installation):
        page.get_by_label("Код из приложения").fill(code)
        page.get_by_role("button", name="Продолжить").click()
        page.wait_for_load_state()
        if "/signin/second" not in page.url:
            return


def app_codes(page: Page, installation: Installation) -> Iterator[str]:
    """What the page «Телефон» shows, as a newcomer finds it; a used one is waited out."""
    used = ""
    while True:
        phone = page.context.new_page()
        phone.goto(f"{installation.urls['school']}/phone/")
        code = phone.locator("[data-app-code]").get_attribute("data-app-code") or ""
        phone.close()
        if code == used:
            page.wait_for_timeout(1000)
            continue
        yield code
        used = code


def enter_lesson(page: Page, installation: Installation | None = None, key: str = "") -> None:
    """One press on the green button, whoever it belongs to.

    A pupil of the demo (`key`) who may not have a learning ID yet gets one on the way.
    """
    page.locator("a.btn.go").first.click()
    if installation:
        Way(page, installation, known(key)).walk()
    expect(page.locator(".room")).to_have_attribute("data-link", "inside")
