"""So much at once and no more, in all processes of the installation together.

Each place is a file in a folder that whoever holds it keeps locked: the cap holds
across server processes and sites, and a place ends with the process that dies.
Before that everybody stands in one line, and only its head looks for a free place:
nobody pushes in.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from parta.kit.sqlite.queue import Overdue, WriterQueue

CORES = len(os.sched_getaffinity(0))
LOOK_EACH_SECONDS = 0.002
"""One process at a time looks; what needs a place takes several of these."""


class Busy(Exception):
    """No place came free in time."""


@contextmanager
def place(folder: Path, count: int, patience: timedelta) -> Iterator[None]:
    """Hold one of the folder's `count` places; raises Busy when none comes free in time."""
    file = _hold_one(folder, count, patience)
    try:
        yield
    finally:
        os.close(file)  # and with it the lock


def _hold_one(folder: Path, count: int, patience: timedelta) -> int:
    folder.mkdir(mode=0o700, exist_ok=True)
    ends_at = time.monotonic() + patience.total_seconds()
    line = WriterQueue(folder / "line")
    try:
        line.enter(patience.total_seconds())
        return _first_free(folder, count, ends_at)
    except Overdue:
        raise Busy from None
    finally:
        line.close()


def _first_free(folder: Path, count: int, ends_at: float) -> int:
    while (file := _free(folder, count)) is None:
        if time.monotonic() >= ends_at:
            raise Busy
        time.sleep(LOOK_EACH_SECONDS)
    return file


def _free(folder: Path, count: int) -> int | None:
    """The first place that nobody holds, locked; each open file is a holder of its own."""
    for number in range(count):
        file = os.open(folder / str(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
        else:
            return file
    return None
