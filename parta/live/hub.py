"""The hub: a process that tells open pages what has changed.

Browsers come by WebSocket with a ticket; sites speak to a unix datagram socket.
It keeps nothing: after a restart pages come back by themselves and compare
heads.  The rule in prose: docs/rules/live.md.  Run: `python -m parta.live.hub`.
"""

import asyncio
import logging
import os
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
import uvloop

from parta.kit import env
from parta.kit.keys import secret
from parta.kit.listen import listen
from parta.kit.settings import HUB_SOCKET, SITE_URLS
from parta.live import protocol
from parta.live.connection import ABORT, Connection, Protocol, Send
from parta.live.rooms import Rooms
from parta.live.ticket import read

RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024
LARGEST_FRAME_BYTES = 4096
LONGEST_SOCKET_PATH = 107
log = logging.getLogger("parta.live.hub")
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class Hub(asyncio.DatagramProtocol):
    """An ASGI application for browsers and a datagram protocol for sites."""

    def __init__(self, secret: str, sites: Iterable[str]) -> None:
        self._secret = secret
        self._origins = {origin(site).encode() for site in sites}
        self._rooms = Rooms()

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._serve(scope, receive, send)
        else:
            await _answer(scope["path"], send)

    async def _serve(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        await receive()
        if dict(scope["headers"]).get(b"origin") not in self._origins:
            await send({"type": "websocket.close"})
            return
        await send({"type": "websocket.accept"})
        connection = Connection(send, scope["extensions"][ABORT]["abort"])
        try:
            await self._listen(connection, receive)
        finally:
            self._rooms.leave(connection)

    async def _listen(self, connection: Connection, receive: Receive) -> None:
        patience = protocol.FIRST_TICKET
        while True:
            try:
                async with asyncio.timeout(patience.total_seconds()):
                    message = await receive()
            except TimeoutError:
                connection.close(protocol.LATE)
                message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            ticket = read(protocol.ticket_in(message.get("text")), self._secret, time.time())
            if ticket and self._rooms.admit(connection, ticket):
                connection.put(protocol.OK)
                patience = protocol.OVERDUE
            else:
                connection.close(protocol.DENIED)

    def datagram_received(self, data: bytes, addr: Any) -> None:  # noqa: ARG002
        try:
            self._hear(protocol.read_datagram(data))
        except (ValueError, KeyError, AttributeError):
            log.warning("A datagram that is none of ours: %r", data[:80])

    def _hear(self, message: dict[str, Any]) -> None:
        match message.get("op"):
            case None:
                for room, seq in message["at"].items():
                    frame = protocol.event_frame(room, seq, message["k"])
                    for listener in self._rooms.inside(room):
                        listener.put(frame)
            case "kick":
                for listener in self._rooms.kick(message["u"], message["s"]):
                    listener.close(protocol.DENIED)


async def _answer(path: str, send: Send) -> None:
    """Plain HTTP: whether the hub is alive.  A page asks when its socket fails."""
    status, body = (200, b"ok\n") if path == "/health" else (404, b"")
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def origin(url: str) -> str:
    """The Origin header of a page at `url`."""
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}[parts.scheme]
    port = f":{parts.port}" if parts.port not in (None, usual) else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def datagram_socket(path: Path) -> socket.socket:
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        raise env.Misconfigured(
            f"{path} is too long for a socket: set PARTA_HOME to a shorter one."
        )
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
    listening.bind(str(path))
    path.chmod(0o660)
    listening.setblocking(False)
    return listening


async def serve(hub: Hub, host: str, port: int, path: Path) -> None:
    config = uvicorn.Config(
        hub,
        host=host,
        port=port,
        ws=Protocol,
        ws_max_size=LARGEST_FRAME_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=25,
        ws_ping_timeout=20,
        backlog=4096,
        lifespan="off",
        access_log=False,
        server_header=False,
        date_header=False,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )
    browsers = config.bind_socket()
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(lambda: hub, sock=datagram_socket(path))
    log.info("Listens at %s:%s and %s", host, port, path)
    await uvicorn.Server(config).serve([browsers])


def main() -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level="INFO")
    try:
        hub = Hub(secret("hub"), SITE_URLS.values())
        uvloop.run(serve(hub, *listen("hub"), HUB_SOCKET))
    except env.Misconfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
