"""Clients and providers that others wrote, run as programs of Node.

Their scripts stand in this folder; the packages are those of its lock.
"""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parta.run import web
from parta.run.toolchains import NODE, programs

FOLDER = Path(__file__).parent
LOCK = FOLDER / "package-lock.json"
INSTALLED = FOLDER / "node_modules"
PATIENCE_SECONDS = 60


def run(script: str, *arguments: str, **environment: str) -> str:
    """What the script printed.  AssertionError, with its words, where it fails."""
    done = subprocess.run(
        _command(script, *arguments),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"{script}: code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def running(script: str, *arguments: str, **environment: str) -> Iterator[str]:
    """The script while it serves; what it gives is the first line that it prints."""
    process = subprocess.Popen(
        _command(script, *arguments),
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _command(script: str, *arguments: str) -> list[str]:
    _packages()
    return [str(programs(NODE) / "node"), str(FOLDER / script), *arguments]


def _packages() -> None:
    """Leave node_modules as the lock says; of several test processes one does it."""
    stamp, wanted = INSTALLED / ".lock", web.digest([LOCK])
    with (FOLDER / ".installing").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_text() != wanted:
            web.npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=FOLDER)
            stamp.write_text(wanted)
