"""Clients and providers that others wrote, run as programs of Node.

Their scripts stand in this folder; the packages are those of its lock.
"""

import fcntl
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
def serving(script: str, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The script's process, until the end of the block."""
    process = subprocess.Popen(
        _command(script, *arguments),
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


@contextmanager
def running(script: str, *arguments: str, **environment: str) -> Iterator[str]:
    """The script while it serves; what it gives is the first line that it prints."""
    with serving(script, *arguments, **environment) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()


@dataclass(frozen=True)
class Talk:
    """A script that answers each line of JSON with one."""

    process: subprocess.Popen[str]

    def say(self, deed: str, **rest: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"deed": deed, **rest}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@contextmanager
def talking(script: str, **environment: str) -> Iterator[Talk]:
    """The script, asked and answering, until its input ends."""
    process = subprocess.Popen(
        _command(script),
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Talk(process)
    finally:
        process.communicate(timeout=PATIENCE_SECONDS)


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
