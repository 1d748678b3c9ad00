"""Password hashes: never more at once than there are cores, equal work for known and unknown.

Every process of the installation shares the cores, so each core is a file in
HOME/hashing that whoever hashes holds locked: the cap holds across server
processes and sites, and ends with the process that dies.  Before that everybody
stands in one line, and only its head looks for a free core: nobody pushes in.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

from parta.kit.sqlite.queue import Overdue, WriterQueue

CORES = len(os.sched_getaffinity(0))
PATIENCE = timedelta(seconds=1)
RETRY_AFTER = timedelta(seconds=3)
LOOK_EACH_SECONDS = 0.002
"""One process at a time looks; a hash takes ten of these."""


class Busy(Exception):
    """Every core is hashing; try again after RETRY_AFTER."""


@contextmanager
def slot() -> Iterator[None]:
    """Hold one of the cores; raises Busy when none comes free within PATIENCE."""
    file = _hold_one()
    try:
        yield
    finally:
        os.close(file)  # and with it the lock


def matches(password: str, encoded: str | None) -> bool:
    """Whether the password is the one kept as `encoded`.

    None, for a person who does not exist, costs one hash like anything else.
    Raises Busy.
    """
    with slot():
        return check_password(password, encoded or make_password(None))


def outdated(encoded: str) -> bool:
    """Whether it was made at another cost than the one that is set now."""
    hasher = identify_hasher(encoded)
    return bool(hasher.must_update(encoded))


def salt_of(encoded: str) -> str:
    """What is drawn anew with each new password, and stays when its cost alone is raised."""
    return str(identify_hasher(encoded).decode(encoded)["salt"])


def _hold_one() -> int:
    folder = settings.HOME / "hashing"
    folder.mkdir(mode=0o700, exist_ok=True)
    ends_at = time.monotonic() + PATIENCE.total_seconds()
    line = WriterQueue(folder / "line")
    try:
        line.enter(PATIENCE.total_seconds())
        return _first_free(folder, ends_at)
    except Overdue:
        raise Busy from None
    finally:
        line.close()


def _first_free(folder: Path, ends_at: float) -> int:
    while (file := _free(folder)) is None:
        if time.monotonic() >= ends_at:
            raise Busy
        time.sleep(LOOK_EACH_SECONDS)
    return file


def _free(folder: Path) -> int | None:
    """The first core that nobody holds, locked; each open file is a holder of its own."""
    for core in range(CORES):
        file = os.open(folder / str(core), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
        else:
            return file
    return None
