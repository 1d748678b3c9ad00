"""Several connections to one test database, as several processes have them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection

Result = TypeVar("Result")


@contextmanager
def of_many(folder: Path) -> Iterator[None]:
    """SQLite's test database lives in memory, where connections lock each other out: use a file."""
    if connection.vendor != "sqlite":
        yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, str(folder / "many.sqlite3")
    connection.connect()
    memory.backup(connection.connection)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


def alone(act: Callable[..., Result], *asked: Any, **more: Any) -> Result:
    """The result of `act`; the connection that this thread has opened for it is closed."""
    try:
        return act(*asked, **more)
    finally:
        connection.close()


def together(count: int, act: Callable[[int], Result]) -> list[Result]:
    """Results of `act` called at once in `count` threads, each with its own connection."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(partial(alone, act), range(count)))
