"""From the press on the green button to the first sound and the first picture, in Chromium."""

from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Browser, Page

from tests.journeys.installation import Installation
from tests.journeys.people import DESKTOP, PHONE, enter_lesson, sign_in, somebody

PRESSES = 24
MARKS = Path(__file__).with_name("press.js").read_text()
MARKED = ("sound", "frame")
GOALS = "aim: p50 ≤ 450 ms, p95 < 1000 ms"


def measure(installation: Installation, browser: Browser) -> str:
    """A teacher leads; one pupil presses again and again from the diary."""
    with somebody(browser, DESKTOP) as teacher, somebody(browser, PHONE) as pupil:
        sign_in(teacher, installation, "vera")
        enter_lesson(teacher)
        pupil.add_init_script(MARKS)
        sign_in(pupil, installation, "anya")
        enter_lesson(pupil, installation, "anya")  # by way of the learning site, once in a life
        presses = [_press(pupil, installation) for _ in range(PRESSES)][1:]
    return "\n".join(
        [
            f"| press to (n = {len(presses)}) | p50 ms | p95 ms | longest ms |",
            "|---|---:|---:|---:|",
            _row("first sound", [press["sound"] for press in presses]),
            _row("first picture", [press["frame"] for press in presses]),
            "",
            GOALS,
        ]
    )


def _press(pupil: Page, installation: Installation) -> dict[str, float]:
    pupil.goto(f"{installation.urls['school']}/diary/")
    pupil.wait_for_load_state("networkidle")
    pupil.locator("a.btn.go").first.click()
    root = pupil.locator("html[data-sound][data-frame]")
    root.wait_for(state="attached")
    return {name: float(root.get_attribute(f"data-{name}") or "nan") for name in MARKED}


def _row(name: str, times: Sequence[float]) -> str:
    cuts = quantiles(times, n=20)
    return f"| {name} | {cuts[9]:.0f} | {cuts[18]:.0f} | {max(times):.0f} |"
