"""A person without a mouse: every stop of the Tab key must be seen."""

from playwright.sync_api import Locator, Page

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
