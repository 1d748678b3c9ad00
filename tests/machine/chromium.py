"""The browser of the journeys: one on the PATH, else Debian's package, else Playwright's own."""

import subprocess
import sys

from tests.journeys import chromium
from tests.machine.packages import Lacking, debian


def require() -> None:
    if chromium.find() or debian("chromium"):
        return
    print("tests: fetching Playwright's Chromium", flush=True)
    fetch = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(fetch, check=False).returncode:
        raise Lacking("The journeys need Chromium: install it, so that `chromium` is on the PATH.")
