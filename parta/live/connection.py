"""One browser's socket, as the hub writes to it."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from parta.live.protocol import QUEUE_LENGTH

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ABORT = "parta.abort"
GOODBYE_SECONDS = 2


class Protocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket, which can also be cut: closing waits for a peer that may never read."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][ABORT] = {"abort": self.transport.abort}

    def keepalive_timeout(self) -> None:
        self.transport.abort()


class Connection:
    """Never makes a broadcast wait: frames are queued while the browser reads slowly."""

    def __init__(self, send: Send, abort: Callable[[], None]) -> None:
        self._send, self._abort = send, abort
        self._queue: deque[str] = deque()
        self._writer: asyncio.Task[None] | None = None
        self._closing = False

    def put(self, frame: str) -> None:
        if self._closing:
            return
        if len(self._queue) >= QUEUE_LENGTH:
            self._closing = True
            self._abort()  # it comes back and compares heads
            return
        self._queue.append(frame)
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())

    def close(self, code: int) -> None:
        if not self._closing:
            self._closing = True
            self._queue.clear()
            self._goodbye = asyncio.create_task(self._say_goodbye(code))

    async def _write(self) -> None:
        with suppress(OSError):  # gone meanwhile
            while self._queue:
                await self._send({"type": "websocket.send", "text": self._queue.popleft()})
        self._writer = None

    async def _say_goodbye(self, code: int) -> None:
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self._send({"type": "websocket.close", "code": code})
        except (OSError, TimeoutError):
            self._abort()
