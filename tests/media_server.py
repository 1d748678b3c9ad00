"""A real media server for one run of the tests, on ports of its own."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from parta.run import engine
from parta.run.addresses import Address
from parta.run.leash import leashed

KEY, SECRET = "tests", "a-secret-that-only-the-tests-know"
PATIENCE_SECONDS = 10


@dataclass
class MediaServer:
    """`webhook` is where its reports go."""

    program: Path
    folder: Path
    webhook: str
    port: int = field(init=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.port, tcp, udp = _free_ports(3)
        host = "127.0.0.1"
        addresses = Address("", host, self.port), Address("", host, tcp), Address("", host, udp)
        self._configuration = self.folder / "livekit.yaml"
        self._configuration.write_text(
            engine.configuration(addresses, webhook=self.webhook, key=KEY, key_secret=SECRET)
        )

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def start(self) -> None:
        command = (str(self.program), "--config", str(self._configuration))
        with (self.folder / "livekit.log").open("ab") as log:
            self._process = subprocess.Popen(
                leashed(os.getpid(), command), stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, (self.folder / "livekit.log").read_text()
            time.sleep(0.02)

    def kill(self) -> None:
        """As the out-of-memory killer would do it: no word to anybody."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        try:
            return httpx.get(self.api_url, trust_env=False).is_success
        except httpx.TransportError:
            return False


def program() -> Path | None:
    """The media server of this machine, if it is there already."""
    _, path = engine.find()
    return path if path.exists() else None


@contextmanager
def running(folder: Path, webhook: str) -> Iterator[MediaServer]:
    path = program()
    assert path
    server = MediaServer(path, folder, webhook)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports: list[int] = [sock.getsockname()[1] for sock in held]
    for sock in held:
        sock.close()
    return ports
