"""What the pages that count cost: the diary, the same page in plain Django, and the door."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

from playwright.sync_api import Browser

from bench.measure import HEADER, load
from tests.journeys.installation import ROOT, Installation, free_ports
from tests.journeys.people import PHONE, sign_in, somebody

SERVE = """
from granian.constants import Interfaces
from granian.server import Server
Server({target!r}, port={port}, interface=Interfaces.WSGI, workers=1, blocking_threads=2).serve()
"""
PRODUCT, PEER = "parta.school.wsgi:application", "bench.peer.wsgi:application"


def measure(installation: Installation, browser: Browser) -> str:
    """A table; each server is one process with two threads, alone on the same database."""
    cookie, lesson = _come_in(installation, browser)
    rows = [HEADER]
    with serving(PRODUCT, installation) as (pid, port):
        own = load(lambda: _get("/diary/", port, cookie), port, pid=pid)
        rows.append(own.row("diary, a day of 29 lessons"))
        door = load(lambda: _get(lesson, port, cookie), port, pid=pid)
        rows.append(door.row("the door: decision, audit, token, lesson page"))
    with serving(PEER, installation) as (pid, port):
        peer = load(lambda: _get("/diary/", port, cookie), port, pid=pid)
        rows.append(peer.row("the same diary in plain Django templates and ORM"))
    rows.append("")
    rows.append(f"Plain Django to ours, CPU per request: **{peer.cpu_ms / own.cpu_ms:.2f}×**.")
    return "\n".join(rows)


def _come_in(installation: Installation, browser: Browser) -> tuple[str, str]:
    """The session cookie of a pupil, and the path of a lesson that runs."""
    with somebody(browser, PHONE) as page:
        sign_in(page, installation, "anya")
        lesson = page.locator("a.btn.go").first.get_attribute("href")
        assert lesson
        cookies = page.context.cookies(installation.urls["school"])
        return "; ".join(f"{c.get('name')}={c.get('value')}" for c in cookies), lesson


def _get(path: str, port: int, cookie: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
        "Accept-Language: ru\r\n\r\n"
    ).encode()


@contextmanager
def serving(target: str, installation: Installation) -> Iterator[tuple[int, int]]:
    """One more server over the installation's database: its process and its port."""
    (port,) = free_ports(1)
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE.format(target=target, port=port)],
        cwd=ROOT,
        env=installation.environment | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/look/")
        yield server.pid, port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            urlopen(url, timeout=2).close()
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)
