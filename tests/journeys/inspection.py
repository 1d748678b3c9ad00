"""What holds of every page: axe finds nothing, nothing scrolls sideways, no link is dead."""

from collections.abc import Callable
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.journeys.people import DESKTOP, PHONE

NARROW = ViewportSize(width=320, height=640)
COLOURS: tuple[str, ...] = ("light", "dark")
AXE = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"], preload: false });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LINKS = "[...document.querySelectorAll('a[href]:not([href^=\"#\"])')].map(link => link.href)"


def inspect(page: Page) -> None:
    """Look at the page as it stands, in both colours and at three widths."""
    found = {**_looks(page), "dead links": _dead_links(page)}
    bad = {where: findings for where, findings in found.items() if findings}
    assert not bad, bad


def inspect_once() -> Callable[[Page], None]:
    """Inspects each page when it is met for the first time, told by its site and heading."""
    met = set()

    def look(page: Page) -> None:
        name = urlsplit(page.url).netloc, page.locator("h1").inner_text()
        if name not in met:
            met.add(name)
            inspect(page)

    return look


def _looks(page: Page) -> dict[str, list[str]]:
    page.evaluate(AXE_SCRIPT)
    page.emulate_media(reduced_motion="reduce")
    found = {}
    for viewport in (NARROW, PHONE, DESKTOP):
        width = viewport["width"]
        page.set_viewport_size(viewport)
        if over := page.evaluate(SIDEWAYS):
            found[f"{width} px"] = [f"{over} px to scroll sideways"]
        if viewport is not NARROW:
            found[f"{width} px, light"] = _axe(page, "light")
            found[f"{width} px, dark"] = _axe(page, "dark")
    return found


def _axe(page: Page, colours: str) -> list[str]:
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    findings: list[str] = page.evaluate(AXE)
    return findings


def _dead_links(page: Page) -> list[str]:
    own = urlsplit(page.url).netloc
    if ".localhost" in own:  # a browser knows such names, the one who asks here does not
        return []
    here = {link for link in page.evaluate(LINKS) if urlsplit(link).netloc == own}
    return [link for link in sorted(here) if not page.context.request.get(link).ok]
