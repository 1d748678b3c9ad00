"""The queue that writers of one SQLite file stand in before BEGIN.

SQLite's own busy handler polls with growing pauses, so that under load some
writers wait for seconds while others pass.  A file lock wakes its waiters as
soon as the holder leaves, and the kernel frees it when the holder dies.
"""

import fcntl
import os
import threading
from contextlib import suppress
from pathlib import Path


class Overdue(Exception):
    """The queue did not move on in time."""


class WriterQueue:
    """One connection's place in the queue; not for two threads at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._held = False

    def enter(self, wait_seconds: float) -> None:
        """Return as the only writer, or raise Overdue after `wait_seconds`."""
        if self._held:
            return
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._stand_in_line(wait_seconds)
        self._held = True

    def leave(self) -> None:
        if self._held and self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._held = False

    def close(self) -> None:
        self.leave()
        if self._file is not None:
            os.close(self._file)
        self._file = None

    def _stand_in_line(self, wait_seconds: float) -> None:
        assert self._file is not None
        waiter = _Waiter(self._file)
        if not waiter.wait(wait_seconds):
            self._file = None  # the waiter closes it when its turn comes
            raise Overdue


class _Waiter:
    """A thread that waits in flock, which has no time-out of its own."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._done = threading.Event()
        self._settle = threading.Lock()
        self._abandoned = False
        threading.Thread(target=self._stand, name="sqlite-queue", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether the lock is ours; if not, the file belongs to this waiter."""
        if self._done.wait(seconds):
            return True
        with self._settle:
            self._abandoned = not self._done.is_set()
        return not self._abandoned

    def _stand(self) -> None:
        with suppress(OSError):
            fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._settle:
            self._done.set()
            if self._abandoned:
                os.close(self._file)
