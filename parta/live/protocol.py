"""What site, hub and browser say to each other.  Pure: no Django, no network.

Site → hub, one datagram each:
    {"k": kind, "at": {room: seq, …}}         events that happened
    {"op": "kick", "u": person, "s": session}  a session that has ended; null: all of them
Hub → browser, one frame each:
    {"ok": 1}                                  after each good ticket
    {"room": room, "seq": number, "k": kind}
Browser → hub: {"t": ticket}, at once and then every RENEWAL.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

RENEWAL = timedelta(minutes=5)
OVERDUE = timedelta(minutes=6)
FIRST_TICKET = timedelta(seconds=10)
QUEUE_LENGTH = 64
"""Frames kept for a client that reads too slowly; with one more it is dropped."""

ROOMS_PER_DATAGRAM = 1000
"""About 70 KB, well below a socket's usual send buffer of 208 KB."""

OK = '{"ok":1}'
DENIED, LATE = 4001, 4002
"""Close codes: a bad ticket or a revoked one; no ticket in time."""


def events(kind: str, heads: Mapping[str, int]) -> Iterator[bytes]:
    """The datagrams that tell of `heads`."""
    rest = iter(sorted(heads.items()))
    while part := dict(islice(rest, ROOMS_PER_DATAGRAM)):
        yield _compact({"k": kind, "at": part}).encode()


def kick(person: str, session: str | None) -> bytes:
    return _compact({"op": "kick", "u": person, "s": session}).encode()


def read_datagram(data: bytes) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(data)
    return message


def event_frame(room: str, seq: int, kind: str) -> str:
    return _compact({"room": room, "seq": seq, "k": kind})


def ticket_in(frame: str | None) -> str:
    """The ticket of a browser's frame; "" for anything else."""
    try:
        message = json.loads(frame or "")
    except (ValueError, RecursionError):
        return ""
    text = message.get("t") if isinstance(message, dict) else None
    return text if isinstance(text, str) else ""


def _compact(message: object) -> str:
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False)
