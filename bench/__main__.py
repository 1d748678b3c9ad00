"""All benchmarks in one run: `make bench` prints the tables and writes bench/results.md."""

import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import bell, chain, lighthouse, pages, press, sign_ins
from tests.journeys.chromium import LAUNCH, find
from tests.journeys.installation import Installation

RESULTS = Path(__file__).with_name("results.md")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="parta-bench-") as folder:
        installation = Installation(Path(folder))
        installation.start()
        try:
            report = _measure(installation)
        finally:
            installation.stop()
    report += f"\n## Sign-ins\n\n{sign_ins.measure()}\n"
    report += f"\n## A bell at the media server\n\n{bell.measure()}\n"
    RESULTS.write_text(report)
    print(report)


def _measure(installation: Installation) -> str:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=LAUNCH)
        parts = [
            "# Results of `make bench`",
            _conditions(browser.version),
            "## Pages",
            pages.measure(installation, browser),
            "## Press to lesson",
            press.measure(installation, browser),
            "## From no account to a lesson",
            chain.measure(installation, browser),
        ]
        browser.close()
        parts += ["## Lighthouse", lighthouse.measure(installation, playwright.chromium)]
    return "\n\n".join(parts) + "\n"


def _conditions(chromium: str) -> str:
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} "
        f"at the start, Python {platform.python_version()}, Chromium {chromium}, SQLite, demo "
        "school. Server, media server, browsers and load share the machine; compare figures of "
        "one run only."
    )


if __name__ == "__main__":
    main()
