"""Telling open pages that something has changed."""

from collections.abc import Iterable
from functools import partial

from django.db import connection, transaction

from parta.live import protocol, publish


def signal(kind: str, rooms: Iterable[str]) -> None:
    """Give each of `rooms` its next number now, and tell the hub after commit.

    The number is taken under the row's lock in the caller's transaction, so
    that the order of numbers is the order of commits.  Call it once, last in
    the transaction: the locks are held until its end.
    Raises TransactionManagementError outside `atomic()`.
    """
    names = sorted(set(rooms))  # one order for all: two signals can't lock each other out
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A signal belongs to a transaction.")
    if names:
        transaction.on_commit(partial(_tell, kind, _advance(names)), robust=True)


def heads(rooms: Iterable[str]) -> dict[str, int]:
    """The number of the last event of each room; 0 where there was none."""
    from parta.live.models import Room

    names = set(rooms)
    known = dict(Room.objects.filter(name__in=names).values_list("name", "head"))
    return {name: known.get(name, 0) for name in sorted(names)}


def _advance(names: list[str]) -> dict[str, int]:
    rows = ", ".join(["(%s, 1)"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO live_room (name, head) VALUES {rows}"  # noqa: S608
            " ON CONFLICT (name) DO UPDATE SET head = live_room.head + 1"
            " RETURNING name, head",
            names,
        )
        return dict(cursor.fetchall())


def _tell(kind: str, numbers: dict[str, int]) -> None:
    for datagram in protocol.events(kind, numbers):
        publish.send_event(datagram)
