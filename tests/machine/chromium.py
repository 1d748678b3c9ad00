"""The browser of the journeys: one on the PATH, else Debian's package, else Playwright's own."""

import os
import subprocess
import sys

from parta.run.toolchains import NODE, programs
from tests.journeys import chromium
from tests.machine.packages import Lacking, debian


def require() -> dict[str, str]:
    """Have a browser; return the environment in which Playwright starts it.

    The Node inside Playwright's package wants a library (libatomic) that a bare
    machine lacks; ours does not.
    """
    environment = {"PLAYWRIGHT_NODEJS_PATH": str(programs(NODE) / "node")}
    if not (chromium.find() or debian("chromium")):
        _fetch(environment)
    return environment


def _fetch(environment: dict[str, str]) -> None:
    print("tests: fetching Playwright's Chromium", flush=True)
    fetch = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(fetch, env={**os.environ, **environment}, check=False).returncode:
        raise Lacking("The journeys need Chromium: install it, so that `chromium` is on the PATH.")
