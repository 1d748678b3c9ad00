"""The hub waits ten seconds for the first ticket, and six minutes for the next."""

import asyncio
import json
import time
from datetime import timedelta
from typing import Any

import pytest

from parta.live import protocol
from parta.live.connection import ABORT
from parta.live.hub import Hub
from parta.live.ticket import Ticket, write

SCOPE = {
    "type": "websocket",
    "headers": [(b"origin", b"http://school")],
    "extensions": {ABORT: {"abort": lambda: None}},
}
AT_ONCE = timedelta(milliseconds=10)


def conversation(*frames: str) -> list[dict[str, Any]]:
    """What the hub sends to a browser that says `frames` and falls silent."""
    sent: list[dict[str, Any]] = []

    async def scene() -> None:
        inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

        async def send(message: Any) -> None:
            sent.append(message)
            if message["type"] == "websocket.close":
                inbox.put_nowait({"type": "websocket.disconnect"})

        inbox.put_nowait({"type": "websocket.connect"})
        for frame in frames:
            inbox.put_nowait({"type": "websocket.receive", "text": frame})
        async with asyncio.timeout(5):
            await Hub("secret", ["http://school"])(SCOPE, inbox.get, send)

    asyncio.run(scene())
    return sent


ACCEPT = {"type": "websocket.accept"}
OK = {"type": "websocket.send", "text": protocol.OK}
LATE = {"type": "websocket.close", "code": protocol.LATE}


def test_a_page_that_shows_no_ticket_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "FIRST_TICKET", AT_ONCE)
    assert conversation() == [ACCEPT, LATE]


def test_a_page_that_does_not_renew_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "OVERDUE", AT_ONCE)
    ticket = write(Ticket("anya", frozenset({"school"}), ""), "secret", time.time())
    assert conversation(json.dumps({"t": ticket})) == [ACCEPT, OK, LATE]
