"""A real hub in a process of its own, and browsers to talk to it."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from parta.live import protocol
from parta.live.ticket import Ticket, write

SECRET = "the hub's secret"
ORIGIN = "http://127.0.0.1:8000"


class RunningHub:
    def __init__(self, home: Path) -> None:
        (home / "keys").mkdir()
        (home / "keys" / "hub").write_text(SECRET)
        self._socket = home / "hub.sock"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._environment = {
            **os.environ,
            "PARTA_HOME": str(home),
            "PARTA_SCHOOL_URL": ORIGIN,
            "PARTA_HUB_LISTEN": f"127.0.0.1:{self.port}",
        }
        self._sender = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "parta.live.hub"], env=self._environment
        )
        until(self.healthy)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/health", timeout=1
            ) as answer:
                return bool(answer.read() == b"ok\n")
        except OSError:
            return False

    def send(self, datagram: bytes) -> None:
        self._sender.sendto(datagram, str(self._socket))

    def tell(self, kind: str, **heads: int) -> None:
        for datagram in protocol.events(kind, heads):
            self.send(datagram)

    def open(self, origin: str | None = ORIGIN) -> connect:
        url = f"ws://127.0.0.1:{self.port}/"
        return connect(url, origin=origin, compression=None, proxy=None)  # type: ignore[arg-type]


def ticket_frame(person: str, *rooms: str, session: str = "") -> str:
    text = write(Ticket(person, frozenset(rooms), session), SECRET, time.time())
    return json.dumps({"t": text})


async def enter(
    page: ClientConnection, *rooms: str, person: str = "anya", session: str = ""
) -> None:
    await page.send(ticket_frame(person, *rooms, session=session))
    assert await frame(page) == {"ok": 1}


async def frame(page: ClientConnection) -> Any:
    return json.loads(await asyncio.wait_for(page.recv(), 5))


async def close_code(page: ClientConnection) -> int | None:
    await asyncio.wait_for(page.wait_closed(), 5)
    return page.close_code


def until(condition: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
