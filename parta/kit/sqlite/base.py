"""Django's SQLite backend, made for several writing processes.

Every transaction begins IMMEDIATE and stands in the writer queue first, so
that nobody meets "database is locked" in the middle of a transaction.  Writes
outside `atomic()` skip the queue: there shall be none.
"""

import os
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from parta.kit.sqlite.queue import Overdue, WriterQueue

WAIT_SECONDS = 20
MMAP_BYTES = 128 * 1024 * 1024
CACHE_KIB = 16 * 1024


class DatabaseWrapper(base.DatabaseWrapper):
    """OPTIONS["timeout"] bounds in seconds the wait for the queue and for SQLite's own lock."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._queue: WriterQueue | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        params.setdefault("timeout", WAIT_SECONDS)
        self.transaction_mode = "IMMEDIATE"
        self._wait_seconds = float(params["timeout"])
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        if not self.is_in_memory_db():
            _make(conn_params["database"])
        connection: Connection = super().get_new_connection(conn_params)
        connection.execute(f"PRAGMA mmap_size = {MMAP_BYTES}")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if not self.is_in_memory_db():
            self._use_wal(connection)
        return connection

    def _use_wal(self, connection: Connection) -> None:
        connection.execute("PRAGMA synchronous = FULL")
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            self._enter_queue()
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                self._leave_queue()

    def _start_transaction_under_autocommit(self) -> None:
        self._enter_queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_queue()
            raise

    def _commit(self) -> None:
        # A failed commit is rolled back by the caller, and leaves the queue then.
        super()._commit()  # type: ignore[misc]
        self._leave_queue()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_queue()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._queue is not None:
                self._queue.close()

    def _enter_queue(self) -> None:
        if self.is_in_memory_db():
            return
        path = Path(self.settings_dict["NAME"])
        if self._queue is None:
            self._queue = WriterQueue(path.with_name(f"{path.name}-queue"))
        try:
            self._queue.enter(self._wait_seconds)
        except Overdue:
            raise OperationalError(
                f"{path.name}: no turn to write within {self._wait_seconds:g} s;"
                " another process holds a transaction open."
            ) from None

    def _leave_queue(self) -> None:
        if self._queue is not None:
            self._queue.leave()


def _make(path: str | Path) -> None:
    """An empty file that other users cannot read; SQLite gives its journal the same mode.

    A file that is there is never opened: to close it again would drop the locks
    of all connections that this process has to it.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
