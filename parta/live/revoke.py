"""Changing what an open connection may hear, after commit."""

from functools import partial

from django.db import transaction

from parta.live import protocol, publish
from parta.live.ticket import session_mark


def kick(person: str, session_key: str | None = None) -> None:
    """Close the person's connections: all, or those of one session (a sign-out)."""
    _after_commit(protocol.control("kick", person, s=session_mark(session_key)))


def sub(person: str, room: str) -> None:
    """Let the person's open connections hear `room`; their next ticket names it anyway."""
    _after_commit(protocol.control("sub", person, r=room))


def unsub(person: str, room: str) -> None:
    """Let them hear `room` no more (a pupil left the class)."""
    _after_commit(protocol.control("unsub", person, r=room))


def _after_commit(datagram: bytes) -> None:
    transaction.on_commit(partial(publish.send_control, datagram), robust=True)
