"""Many processes write one SQLite file, each in its turn."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.db.transaction import atomic

from parta.kit.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db

FORK = multiprocessing.get_context("fork")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "queue.sqlite3"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE line (writer TEXT, number INTEGER)")
    return path


def database(file: Path, timeout: float) -> DatabaseWrapper:
    settings = {**connection.settings_dict, "NAME": file, "OPTIONS": {"timeout": timeout}}
    return DatabaseWrapper({**settings, "ENGINE": "parta.kit.sqlite"}, alias="queue")


def begin(database: DatabaseWrapper) -> None:
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def write(database: DatabaseWrapper, name: str) -> None:
    begin(database)
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO line VALUES (%s, 0)", [name])
    database.commit()
    database.set_autocommit(True)


def write_all(file: Path, name: str, rows: int) -> None:
    wrapper = database(file, timeout=20)
    for _ in range(rows):
        write(wrapper, name)
    wrapper.close()


class Holder:
    """A process in its turn, until told to leave.  A fork must find no open database here."""

    def __init__(self, file: Path) -> None:
        self._ready, self._leave = FORK.Event(), FORK.Event()
        self.process = FORK.Process(target=self._hold, args=(file,))
        self.process.start()
        assert self._ready.wait(10)

    def leave(self) -> None:
        self._leave.set()
        self.process.join()

    def _hold(self, file: Path) -> None:
        wrapper = database(file, timeout=1)
        begin(wrapper)
        with wrapper.cursor() as cursor:
            cursor.execute("INSERT INTO line VALUES ('holder', 0)")
        self._ready.set()
        self._leave.wait()
        wrapper.rollback()


def test_twelve_writers_lose_nothing_and_meet_no_locked_database(file: Path) -> None:
    writers = [
        FORK.Process(target=write_all, args=(file, f"writer-{number}", 25)) for number in range(12)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 12
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("SELECT count(*) FROM line").fetchone() == (300,)


def test_a_writer_killed_in_its_turn_leaves_the_queue_free(file: Path) -> None:
    holder = Holder(file)
    others = database(file, timeout=0.2)
    with pytest.raises(OperationalError, match="no turn to write within"):
        write(others, "too early")
    holder.process.kill()
    holder.process.join()
    write(others, "after")
    others.close()
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("SELECT writer FROM line").fetchall() == [("after",)]


def writer_in_line(file: Path, name: str) -> ForkProcess:
    """A process that waits for its turn by the time this returns."""
    before = waiting(file)
    process = FORK.Process(target=write_all, args=(file, name, 1))
    process.start()
    deadline = time.monotonic() + 10
    while waiting(file) == before:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return process


def waiting(file: Path) -> int:
    """How many wait in the queue of `file`, says the kernel."""
    inode = file.with_name(f"{file.name}-queue").stat().st_ino
    lines = Path("/proc/locks").read_text().splitlines()
    return sum("->" in line and f":{inode} " in line for line in lines)


def test_writers_get_their_turn_in_the_order_in_which_they_came(file: Path) -> None:
    holder = Holder(file)
    writers = [writer_in_line(file, name) for name in "abcdef"]
    holder.leave()
    for writer in writers:
        writer.join()
    with closing(sqlite3.connect(file)) as plain:
        assert [name for (name,) in plain.execute("SELECT writer FROM line")] == list("abcdef")


def test_whoever_dies_in_line_lets_nobody_in_before_their_turn(file: Path) -> None:
    holder = Holder(file)
    first, second = writer_in_line(file, "first"), writer_in_line(file, "second")
    first.kill()
    first.join()
    second.join(0.3)
    assert second.exitcode is None
    holder.leave()
    second.join()
    assert second.exitcode == 0


def test_whoever_gave_up_waiting_does_not_take_the_turn_later(file: Path) -> None:
    first, second, third = (database(file, timeout=0.2) for _ in range(3))
    begin(first)
    with pytest.raises(OperationalError):
        write(second, "second")
    first.rollback()
    first.set_autocommit(True)
    time.sleep(0.1)
    write(third, "third")
    write(second, "second")
    for each in first, second, third:
        each.close()


def test_a_connection_has_the_safe_and_fast_settings(file: Path) -> None:
    wrapper = database(file, timeout=1)
    with wrapper.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    wrapper.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 1000,
    }


def test_a_closed_connection_keeps_no_file_open(file: Path) -> None:
    wrapper = database(file, timeout=1)
    write(wrapper, "once")
    wrapper.close()
    links = [(Path("/proc/self/fd") / name).resolve() for name in os.listdir("/proc/self/fd")]
    assert not [link for link in links if link.is_relative_to(file.parent)]


def test_a_test_database_in_memory_needs_no_queue() -> None:
    with atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


LOCKED = """
import fcntl, sys
file = open(sys.argv[1], "r+b")
fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)  # SQLite's shared bytes
"""


def test_a_second_connection_leaves_the_first_one_its_locks(file: Path) -> None:
    """Else another process would think itself the last one, and throw the journal away."""
    first, second = database(file, timeout=1), database(file, timeout=1)
    write(first, "first")
    second.connect()
    try:
        probe = [sys.executable, "-c", LOCKED, str(file)]
        assert subprocess.run(probe, capture_output=True, check=False).returncode
    finally:
        second.close()
        first.close()
