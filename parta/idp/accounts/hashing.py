"""Password checks: one at a time per core, equal work for known and unknown people."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password

PATIENCE = timedelta(seconds=1)
RETRY_AFTER = timedelta(seconds=3)

_slots = threading.BoundedSemaphore(len(os.sched_getaffinity(0)))


class Busy(Exception):
    """Every core is hashing; try again after RETRY_AFTER."""


@contextmanager
def slot() -> Iterator[None]:
    """Hold one of the cores; raises Busy when none comes free within PATIENCE."""
    if not _slots.acquire(timeout=PATIENCE.total_seconds()):
        raise Busy
    try:
        yield
    finally:
        _slots.release()


def matches(password: str, encoded: str | None) -> bool:
    """Whether the password is the one kept as `encoded`.

    None, for a person who does not exist, costs one hash like anything else.
    Raises Busy.
    """
    with slot():
        return check_password(password, encoded or make_password(None))
