"""What Lighthouse's phone (150 ms, 1.6 Mbit/s, a slow processor) says of the pages that count."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, Page

from parta.run import web
from parta.run.toolchains import NODE, path_with, programs
from tests.journeys.chromium import LAUNCH, find
from tests.journeys.installation import Installation, free_ports
from tests.journeys.people import PATIENCE_MS, known, sign_in

FOLDER = Path(__file__).with_name("lighthouse")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3
AIM = "aim: ≥ 0.95 in each; the audit “is-crawlable” is left out, since robots.txt keeps robots off"


def measure(installation: Installation, chromium: BrowserType) -> str:
    """A table of scores from 0 to 1; the browser is the one that the person sits at."""
    web.npm("ci", "--ignore-scripts", "--no-audit", folder=FOLDER)
    rows = [f"| page | {' | '.join(CATEGORIES)} | LCP ms | bytes |", "|---|" + "---:|" * 6]
    port = free_ports(1)[0]
    with tempfile.TemporaryDirectory(prefix="parta-lighthouse-") as profile:
        context = chromium.launch_persistent_context(
            profile,
            executable_path=find(),
            args=[*LAUNCH, f"--remote-debugging-port={port}"],
            locale="ru-RU",
        )
        page = context.pages[0]
        page.set_default_timeout(PATIENCE_MS)
        rows += [_row(name, _audit(url, port)) for name, url in _ways(page, installation)]
        context.close()
    return "\n".join([*rows, "", AIM])


def _ways(page: Page, installation: Installation) -> Any:
    """Name and address of each page, once the browser is where it may see that page."""
    yield "sign-in", f"{installation.urls['civic']}/signin"
    yield "code", _to_a_code(page, installation)
    sign_in(page, installation, "anya")
    yield "diary", f"{installation.urls['school']}/diary/"


def _to_a_code(page: Page, installation: Installation) -> str:
    """The browser waits for a code from now on; the page's address."""
    page.goto(f"{installation.urls['civic']}/recover")
    page.locator("[name=identifier]").fill(known("anya").login)
    page.get_by_role("button", name="Получить код").click()
    page.locator("[name=code]").wait_for()
    return page.url


def _audit(url: str, port: int) -> dict[str, Any]:
    """On a busy machine a trace may lack its beginning, and Lighthouse asks for another run."""
    for _ in range(TRIES):
        done = _run(url, port)
        if done.returncode == 0:
            found: dict[str, Any] = json.loads(done.stdout)
            return found
    raise RuntimeError(done.stderr)


def _run(url: str, port: int) -> subprocess.CompletedProcess[str]:
    node = programs(NODE)
    script = FOLDER / "node_modules/lighthouse/cli/index.js"
    asked = {"port": port, "output": "json", "skip-audits": "is-crawlable", "quiet": "true"}
    return subprocess.run(
        [
            str(node / "node"),
            str(script),
            url,
            *(f"--{name}={value}" for name, value in asked.items()),
            "--disable-storage-reset",
            "--no-enable-error-reporting",
        ],
        env=path_with(node),
        capture_output=True,
        text=True,
        check=False,
    )


def _row(name: str, found: dict[str, Any]) -> str:
    scores = [f"{found['categories'][category]['score']:.2f}" for category in CATEGORIES]
    audits = found["audits"]
    paint = audits["largest-contentful-paint"]["numericValue"]
    weight = audits["total-byte-weight"]["numericValue"]
    return f"| {name} | {' | '.join(scores)} | {paint:.0f} | {weight:.0f} |"
