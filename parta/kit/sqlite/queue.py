"""The queue that writers of one SQLite file stand in before BEGIN.

SQLite's own busy handler polls with growing pauses, and a plain file lock goes
to whoever asks first after it is freed: under load both let some writers wait
for seconds while others pass.  Here each writer takes a number, locks the byte
of that number in the queue's file and waits for the byte of the number before.
One waiter per byte, so nobody can push in; the kernel frees the bytes of a
process that dies.  The turn itself is a lock on the whole file, for the case
that somebody dies while waiting.
"""

import fcntl
import os
import struct
import threading
from contextlib import suppress
from pathlib import Path

COUNTER = struct.Struct("=Q")
DOOR = 0  # the byte held while a number is taken
FIRST_PLACE = 64
FLOCK = struct.Struct("hhqqi0q")  # struct flock of Linux on 64 bits


class Overdue(Exception):
    """The queue did not move on in time."""


class WriterQueue:
    """One connection's place in the queue; not for two threads at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._place: int | None = None

    def enter(self, wait_seconds: float) -> None:
        """Return as the only writer, or raise Overdue after `wait_seconds`."""
        if self._place is not None:
            return
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        place = _take_number(self._file)
        try:
            _take_turn(self._file, place, blocking=False)
        except BlockingIOError:
            self._stand_in_line(place, wait_seconds)
        self._place = place

    def leave(self) -> None:
        if self._place is not None and self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
            _lock(self._file, self._place, fcntl.F_UNLCK)
        self._place = None

    def close(self) -> None:
        self.leave()
        if self._file is not None:
            os.close(self._file)
        self._file = None

    def _stand_in_line(self, place: int, wait_seconds: float) -> None:
        assert self._file is not None
        if not _Waiter(self._file, place).wait(wait_seconds):
            self._file = None  # the waiter closes it when its turn comes
            raise Overdue


class _Waiter:
    """A thread that waits for a lock, since locks have no time-out of their own."""

    def __init__(self, file: int, place: int) -> None:
        self._file, self._place = file, place
        self._done = threading.Event()
        self._settle = threading.Lock()
        self._abandoned = False
        threading.Thread(target=self._stand, name="sqlite-queue", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether the turn is ours; if not, the file belongs to this waiter."""
        if self._done.wait(seconds):
            return True
        with self._settle:
            self._abandoned = not self._done.is_set()
        return not self._abandoned

    def _stand(self) -> None:
        with suppress(OSError):
            _take_turn(self._file, self._place, blocking=True)
        with self._settle:
            self._done.set()
            if self._abandoned:
                os.close(self._file)


def _take_number(file: int) -> int:
    """The next place; its byte is locked when this returns."""
    _lock(file, DOOR, fcntl.F_WRLCK)
    try:
        (number,) = COUNTER.unpack(os.pread(file, COUNTER.size, 0).ljust(COUNTER.size, b"\0"))
        os.pwrite(file, COUNTER.pack(number + 1), 0)
        place = FIRST_PLACE + int(number)
        _lock(file, place, fcntl.F_WRLCK)
    finally:
        _lock(file, DOOR, fcntl.F_UNLCK)
    return place


def _take_turn(file: int, place: int, blocking: bool) -> None:
    _lock(file, place - 1, fcntl.F_WRLCK, blocking)
    _lock(file, place - 1, fcntl.F_UNLCK)
    fcntl.flock(file, fcntl.LOCK_EX if blocking else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _lock(file: int, byte: int, kind: int, blocking: bool = True) -> None:
    """Locks of the open file, not of the process: threads count as well."""
    operation = fcntl.F_OFD_SETLKW if blocking else fcntl.F_OFD_SETLK
    fcntl.fcntl(file, operation, FLOCK.pack(kind, os.SEEK_SET, byte, 1, 0))
