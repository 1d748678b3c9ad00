"""One watched process: started on a leash, logged to its file, started again after a pause."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from parta.run.leash import leashed
from parta.run.places import ROOT, child_environment, log_file

STEADY_SECONDS = 60
"""A process that lived this long is well again: its next pause is the shortest."""
LONGEST_PAUSE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Program:
    """What to run.  `once`: done when it ends well, and `then` these start.  `aloud`: prints
    to the operator instead of its log file."""

    name: str
    command: tuple[str, ...]
    once: bool = False
    aloud: bool = False
    then: tuple["Program", ...] = ()


def pause_seconds(failures: int) -> float:
    """How long to wait before the next start after `failures` short lives in a row."""
    return min(LONGEST_PAUSE_SECONDS, 0.5 * 2.0 ** min(failures - 1, 10))


@dataclass(slots=True)
class Process:
    """A program's present life; the supervisor's thread alone calls it."""

    program: Program
    due: float = 0.0
    """Monotonic time of the next start, while it does not run."""
    failures: int = 0
    _running: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _started: float = 0.0

    @property
    def pid(self) -> int | None:
        return self._running.pid if self._running else None

    def start(self) -> None:
        self._started = time.monotonic()
        if self.program.aloud:
            self._running = self._popen(None)
            return
        with log_file(self.program.name).open("ab") as log:
            self._running = self._popen(log)

    def _popen(self, log: IO[bytes] | None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            leashed(os.getpid(), self.program.command),
            cwd=ROOT,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT if log else None,
            process_group=0,
        )

    def reap(self) -> int | None:
        """Its exit code once it has ended (negative: the signal), else None."""
        if self._running is None or (code := self._running.poll()) is None:
            return None
        self._end_group(self._running.pid)
        self._running = None
        return code

    def postpone(self) -> float:
        """Set the next start after a pause, and return the pause in seconds."""
        lived = time.monotonic() - self._started
        self.failures = 1 if lived >= STEADY_SECONDS else self.failures + 1
        pause = pause_seconds(self.failures)
        self.due = time.monotonic() + pause
        return pause

    def terminate(self) -> None:
        if self._running:
            self._running.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        if self._running:
            self._end_group(self._running.pid)

    @staticmethod
    def _end_group(leader: int) -> None:
        """What a dead leader left in its group would hold its port against the next start."""
        with suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGKILL)
