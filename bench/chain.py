"""From no account to the first decoded frame, along the shortest way: time and presses."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from playwright.sync_api import Browser, Page, expect

from tests.journeys.chain import Chain
from tests.journeys.installation import Installation
from tests.journeys.learning_id import Way
from tests.journeys.newcomers import Newcomer, Register
from tests.journeys.people import PHONE, Cast, enter_lesson, received, somebody

NEWCOMERS = 3
COUNT = 'addEventListener("pointerdown", event => event.isTrusted && pressed(), true);'
MEANING = (
    "The class teacher has written down the contact before. Everything is typed at once, so the "
    "time is that of pages and messages; what is typed, and a code, is no press. "
    "aim: at most 12 presses"
)


@dataclass
class Count:
    """What one newcomer has spent when they come to each place."""

    page: Page
    presses: int = 0
    began: float = field(default_factory=time.monotonic)
    places: dict[str, tuple[float, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.expose_function("pressed", self._press)
        self.page.add_init_script(COUNT)

    def here(self, place: str) -> None:
        self.places[place] = (time.monotonic() - self.began, self.presses)

    def _press(self) -> None:
        self.presses += 1


def measure(installation: Installation, browser: Browser) -> str:
    """Newcomers come one after another to a lesson that the teacher leads."""
    cast = Cast(installation, browser)
    register = Register(cast)
    with cast.at("vera") as teacher:
        enter_lesson(teacher)
        ways = [_way(installation, browser, register.newcomer()) for _ in range(NEWCOMERS)]
    return "\n".join(
        [
            f"| from no account to (n = {NEWCOMERS}) | median s | longest s | presses |",
            "|---|---:|---:|---:|",
            *(_row(place, [way[place] for way in ways]) for place in ways[0]),
            "",
            MEANING,
        ]
    )


def _way(
    installation: Installation, browser: Browser, who: Newcomer
) -> dict[str, tuple[float, int]]:
    with somebody(browser, PHONE) as page:
        count, chain = Count(page), Chain(page, installation)
        chain.register(who)
        count.here("an account")
        chain.go_on()
        expect(page.locator("#diary")).to_be_attached()
        count.here("the diary")
        page.locator("a.btn.go").first.click()
        Way(page, installation, who).walk()
        while not received(page).frames:
            page.wait_for_timeout(20)
        count.here("the first decoded frame")
    return count.places


def _row(place: str, spent: Sequence[tuple[float, int]]) -> str:
    seconds = [each[0] for each in spent]
    presses = max(each[1] for each in spent)
    return f"| {place} | {median(seconds):.1f} | {max(seconds):.1f} | {presses} |"
