"""People at a browser: who they are, how they come in, what they see and hear."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Browser, Page, expect

from parta.kit.demo.people import people
from tests.journeys.installation import Installation

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

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


def sees_and_hears(page: Page, *, seconds: float = 20) -> None:
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
def somebody(browser: Browser, viewport: dict[str, int], **options: Any) -> Iterator[Page]:
    """A person's own browser window, with nothing remembered."""
    context = browser.new_context(viewport=viewport, locale="ru-RU", **options)
    context.add_init_script(KEEP_CONNECTIONS)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def sign_in(page: Page, installation: Installation, key: str) -> None:
    """From the school's front page through the identity site and back, as a person presses."""
    person = next(each for each in people(datetime.now(UTC).date()) if each.key == key)
    school = installation.urls["school"]
    page.goto(school)
    page.get_by_role("button", name="Войти").first.click()
    page.locator("[name=identifier]").fill(person.login)
    page.locator("[name=password]").fill(person.password)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(lambda url: "/authorize" in url or url.startswith(school))
    if not page.url.startswith(school):
        page.locator("button[value=allow]").click()
        page.wait_for_url(lambda url: url.startswith(school))


def enter_lesson(page: Page) -> None:
    """One press on the green button, whoever it belongs to."""
    page.locator("a.btn.go").first.click()
    expect(page.locator(".room")).to_have_attribute("data-link", "inside")
