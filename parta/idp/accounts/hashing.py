"""Password hashes: never more at once than there are cores, equal work for known and unknown.

Every process of the installation shares the cores, so each is a place in HOME/hashing
(parta.kit.places).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

from parta.kit import places

CORES = places.CORES
PATIENCE = timedelta(seconds=1)
RETRY_AFTER = timedelta(seconds=3)
Busy = places.Busy
"""Every core is hashing; try again after RETRY_AFTER."""


@contextmanager
def slot() -> Iterator[None]:
    """Hold one of the cores; raises Busy when none comes free within PATIENCE."""
    with places.place(settings.HOME / "hashing", CORES, PATIENCE):
        yield


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
