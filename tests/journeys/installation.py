"""A whole installation for journeys: every process, free ports, a folder of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from parta.run.leash import leashed

ROOT = Path(__file__).parents[2]
SCHOOL_ZONE = timezone(timedelta(hours=3))
DEATH_SECONDS = 5
START_SECONDS = 180
SITES = ("school", "civic", "learnid", "bank")
HUB = "parta.live.hub"
SITE, WORKER = "parta.run.site", "worker"
"""With the name of a site: its server, its worker."""


def offset_into_a_lesson() -> int:
    """Seconds forward to five minutes after the bell of one of the demo class's lessons.

    The demo is taught for 40 minutes in every 50, from local midnight (UTC+3).
    """
    since_bell = (int(time.time()) + 3 * 3600) % 86_400 % (50 * 60)
    return (5 * 60 - since_bell) % (50 * 60)


def free_ports(count: int) -> list[int]:
    """Ports that nobody holds now, for TCP and UDP alike."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [sock.getsockname()[1] for sock in held]
    for sock in held:
        sock.close()
    return ports


@dataclass
class Installation:
    """`host` is how the sites are called: 127.0.0.1, or localhost for `<site>.localhost`."""

    home: Path
    host: str = "127.0.0.1"
    settings: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(init=False)
    urls: dict[str, str] = field(init=False)
    media_server: str = field(init=False)
    """What the media server is run with: see kill()."""
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        ports = free_ports(8)
        names = {
            site: f"{site}.localhost" if self.host == "localhost" else self.host for site in SITES
        }
        self.urls = {
            site: f"http://{names[site]}:{port}" for site, port in zip(SITES, ports, strict=False)
        }
        media = dict(zip(("PORT", "TCP_PORT", "UDP_PORT"), ports[5:], strict=True))
        self.environment = {
            **os.environ,
            "PARTA_HOME": str(self.home),
            "PARTA_CLOCK_OFFSET": str(offset_into_a_lesson()),
            "PARTA_HUB_URL": f"ws://127.0.0.1:{ports[4]}",
            **{f"PARTA_{site.upper()}_URL": url for site, url in self.urls.items()},
            **{f"PARTA_MEDIA_{name}": str(port) for name, port in media.items()},
            **self.settings,
        }
        self.media_port = ports[5]
        self.media_server = str(self.home / "livekit.yaml")

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "up.log").open("ab") as log:
            self._process = subprocess.Popen(
                leashed(os.getpid(), (sys.executable, "-m", "parta.cli", "up")),
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        ports = [url.rpartition(":")[2] for url in self.urls.values()]
        try:
            for port in [*ports, str(self.media_port)]:
                self._wait_for(f"http://127.0.0.1:{port}/")
        except BaseException:
            self.stop()
            raise

    def _wait_for(self, url: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(url, timeout=2).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                assert self._process
                assert self._process.poll() is None, (self.home / "up.log").read_text()
                time.sleep(0.1)
        raise TimeoutError(f"{url} does not answer: {(self.home / 'up.log').read_text()}")

    def stop(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=20)

    def today(self) -> date:
        """The date at the demo school."""
        offset = timedelta(seconds=int(self.environment["PARTA_CLOCK_OFFSET"]))
        return (datetime.now(SCHOOL_ZONE) + offset).date()

    def command(self, *arguments: str) -> str:
        """What `parta …` prints about this installation."""
        return subprocess.run(
            [sys.executable, "-m", "parta.cli", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        ).stdout

    def demo(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.command("demo", "--json"))
        return answer

    def rows(self, code: str, site: str = "school") -> None:
        """Run `code` in a site's database: for what no page of it can do."""
        subprocess.run(
            [sys.executable, "-m", "parta.manage", site, "shell", "-v0", "-c", code],
            cwd=ROOT,
            env=self.environment,
            check=True,
            timeout=60,
        )

    def kill(self, *arguments: str) -> None:
        """SIGKILL, as the out-of-memory killer would do it, of the program run with `arguments`.

        Its own children end with it, a moment later: nobody answers when this returns.
        """
        pid = self._find(*arguments)
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + DEATH_SECONDS
        while any(_lives(child) for child in children) and time.monotonic() < deadline:
            time.sleep(0.02)

    @contextmanager
    def without(self, *arguments: str) -> Iterator[None]:
        """The program run with `arguments` is dead for as long as the block lasts.

        Its supervisor is held meanwhile, and starts it again afterwards.
        """
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        try:
            self.kill(*arguments)
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def _find(self, *arguments: str) -> int:
        assert self._process
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and _is_child(folder, self._process.pid, arguments):
                return int(folder.name)
        raise AssertionError(f"{' '.join(arguments)} does not run")


def _lives(pid: str) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def _is_child(folder: Path, parent: int, wanted: tuple[str, ...]) -> bool:
    try:
        status = (folder / "status").read_text()
        arguments = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return False
    return f"PPid:\t{parent}\n" in status and set(wanted) <= set(arguments)
