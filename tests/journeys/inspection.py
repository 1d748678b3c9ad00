"""What holds of every page: axe finds nothing, nothing scrolls sideways, no link is dead."""

import re
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.journeys.people import DESKTOP, PHONE

NARROW = ViewportSize(width=320, height=640)
AXE = """async rules => {
  const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
  const options = { resultTypes: ["violations"], preload: false, ...only };
  const { violations } = await axe.run(options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}"""
LOOKS: tuple[tuple[str, tuple[str, ...]], ...] = (("light", ()), ("dark", ("color-contrast",)))
"""Colours, and the rules that are asked in them; none: all.

Markup is the same in both, so that in the second only contrast can be another.
"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LINKS = "[...document.querySelectorAll('a[href]:not([href^=\"#\"])')].map(link => link.href)"
PARTS = """() => {
  const parts = [...document.querySelectorAll("body, body *")];
  return [...new Set(parts.map(({ tagName, className }) => `${tagName} ${className}`))].sort();
}"""
ONE_OF_MANY = re.compile(r"[0-9a-f-]{32,36}|\d[\d-]*")
"""What tells the links of a list apart."""


def inspect(page: Page) -> None:
    """Look at the page as it stands, in both colours and at three widths."""
    found = {**_looks(page), "dead links": _dead_links(page)}
    bad = {where: findings for where, findings in found.items() if findings}
    assert not bad, bad


_met: set[tuple[str, ...]] = set()


def inspect_once(page: Page) -> None:
    """Inspect a page that no journey has met before, told by its door, heading and parts."""
    door = page.locator("body").get_attribute("data-door") or ""
    look = door, page.locator("h1").inner_text(), *page.evaluate(PARTS)
    if look not in _met:
        _met.add(look)
        size = page.viewport_size
        inspect(page)
        page.set_viewport_size(size or DESKTOP)


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
            for colours, rules in LOOKS:
                found[f"{width} px, {colours}"] = _axe(page, colours, rules)
    return found


def _axe(page: Page, colours: str, rules: tuple[str, ...]) -> list[str]:
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    findings: list[str] = page.evaluate(AXE, rules)
    return findings


def _dead_links(page: Page) -> list[str]:
    """Of a list's links, which lead to pages of one kind, one is followed."""
    own = urlsplit(page.url).netloc
    if ".localhost" in own:  # a browser knows such names, the one who asks here does not
        return []
    here = sorted(link for link in page.evaluate(LINKS) if urlsplit(link).netloc == own)
    kinds = {ONE_OF_MANY.sub("*", link.removeprefix(f"http://{own}")): link for link in here}
    return [link for link in kinds.values() if not page.context.request.get(link).ok]
