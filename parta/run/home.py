"""One installation's folder: made, proved writable, and held by one start at a time."""

import fcntl
import os
from pathlib import Path
from typing import TextIO

from parta.kit.home import make_home
from parta.run.trouble import Trouble, of_disk

LOGS_KEPT = 3


def open_home(home: Path) -> TextIO:
    """Make the folder and take its lock; the lock is held as long as the file stays open."""
    try:
        for folder in (make_home(home) / "log", home / "keys"):
            folder.mkdir(mode=0o700, exist_ok=True)
        lock = (home / "run.lock").open("a+")
    except OSError as error:
        raise of_disk(error) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise Trouble(
            f"Parta already runs on {home} (process {lock.read().strip() or 'unknown'}): "
            "stop it first, or set PARTA_HOME to another folder."
        ) from None
    _write_pid(lock)
    return lock


def _write_pid(lock: TextIO) -> None:
    try:
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
    except OSError as error:
        raise of_disk(error) from None


def rotate(log: Path) -> None:
    """Keep the logs of the last starts as NAME.log.1 (newest) to NAME.log.3."""
    for number in range(LOGS_KEPT, 0, -1):
        older = log.with_suffix(f".log.{number}")
        newer = log.with_suffix(f".log.{number - 1}") if number > 1 else log
        if newer.exists():
            newer.replace(older)
