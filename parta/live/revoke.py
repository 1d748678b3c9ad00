"""Closing open connections, after commit."""

from functools import partial

from django.db import transaction

from parta.live import protocol, publish
from parta.live.ticket import session_mark


def kick(person: str, session_key: str | None) -> None:
    """Close the person's connections of that session: it has ended.  None: all have."""
    mark = None if session_key is None else session_mark(session_key)
    datagram = protocol.kick(person, mark)
    transaction.on_commit(partial(publish.send_control, datagram), robust=True)
