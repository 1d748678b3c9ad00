"""Programs under a supervisor in a process of its own, as `parta up` has them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from parta.run.places import ROOT

PATIENCE_SECONDS = 20

SUPERVISE = """
import json, sys
from parta.run.process import Program
from parta.run.supervisor import Supervisor
supervisor = Supervisor(lambda line: print(line, flush=True))
for name, command in json.loads(sys.argv[1]).items():
    supervisor.add(Program(name, tuple(command)))
print("begun", flush=True)
supervisor.run()
"""


@contextmanager
def supervised(home: Path, **programs: list[str]) -> Iterator["subprocess.Popen[str]"]:
    """The supervisor's process; its output says what it says."""
    (home / "log").mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, json.dumps(programs)],
        cwd=ROOT,
        env={**os.environ, "PARTA_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(happened: Callable[[], object]) -> None:
    given_up = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < given_up, "it did not happen"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """Whether the process runs; a dead one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def pids(log: Path) -> list[int]:
    """The process ids that a program wrote into its log, one a line."""
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def signal_and_wait(process: "subprocess.Popen[str]", number: signal.Signals) -> float:
    """Seconds until the process ended."""
    begun = time.monotonic()
    process.send_signal(number)
    process.wait(PATIENCE_SECONDS)
    return time.monotonic() - begun
