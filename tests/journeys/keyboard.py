"""A person without a mouse: every stop of the Tab key must be seen."""

from playwright.sync_api import Locator, Page, expect

from parta.kit.demo.people import DemoPerson
from tests.journeys.installation import Installation
from tests.journeys.people import app_codes

MOST_STOPS = 60
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "nothing";
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const ring = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  const { top, bottom, left, right } = at.getBoundingClientRect();
  const seen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  return ring && seen ? "visible" : at.outerHTML.slice(0, 200);
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus; every stop on the way must be seen."""
    wanted.wait_for(state="attached")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == "visible"
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"no way to {wanted} by Tab")


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def fill(page: Page, wanted: Locator, text: str) -> None:
    tab_to(page, wanted)
    page.keyboard.type(text)


def sign_in(page: Page, person: DemoPerson) -> None:
    """At the sign-in page, which has the focus ready."""
    expect(page.locator("[name=identifier]")).to_be_focused()
    page.keyboard.type(person.login)
    fill(page, page.locator("[name=password]"), person.password)
    page.keyboard.press("Enter")


def give_app_code(page: Page, installation: Installation) -> None:
    """At the second proof, which has the focus ready, too."""
    for code in app_codes(page, installation):
        expect(page.locator("[name=code]")).to_be_focused()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(code)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if "/signin/second" not in page.url:
            return
