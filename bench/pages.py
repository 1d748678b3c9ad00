"""What the pages that count cost: the diary, the same page in plain Django, and the door."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import urlopen

from playwright.sync_api import Browser

from bench.measure import HEADER, load
from tests.journeys.installation import ROOT, Installation, free_ports
from tests.journeys.people import PHONE, enter_lesson, sign_in, somebody

SERVE = """
from granian.constants import Interfaces
from granian.server import Server
Server({target!r}, port={port}, interface=Interfaces.WSGI, workers=1, blocking_threads=2).serve()
"""
PRODUCT, PEER = "parta.school.wsgi:application", "bench.peer.wsgi:application"


LONG_GRACE = """
from parta.school.people.models import School, SchoolSetting
for school in School.objects.all():
    SchoolSetting.objects.create(
        school=school, key="grace_14_days", value=1500, valid_from="2000-01-01"
    )
"""
"""Lets in the one pupil of the demo who has six lessons a day: her account is a simplified one."""


@dataclass(frozen=True, slots=True)
class Pupil:
    cookie: str
    lessons: int  # today
    online: str  # the path of a lesson that runs, "" where none does


def measure(installation: Installation, browser: Browser) -> str:
    """A table; each server is one process with two threads, alone on the same database."""
    installation.rows(LONG_GRACE)
    pupils = [
        _come_in(installation, browser, "lera"),
        _come_in(installation, browser, "anya", enters=True),
    ]
    rows = [HEADER]
    with serving(PRODUCT, installation) as (pid, port):
        own = [_row(rows, each, "/diary/", (pid, port)) for each in pupils]
        _row(rows, pupils[-1], pupils[-1].online, (pid, port))
    with serving(PEER, installation) as (pid, port):
        peer = [_row(rows, each, "/diary/", (pid, port), " in plain Django") for each in pupils]
    rows.append("")
    rows += [
        f"Plain Django to ours, CPU per request, {pupil.lessons} lessons: **{plain / ours:.2f}×**."
        for pupil, ours, plain in zip(pupils, own, peer, strict=True)
    ]
    return "\n".join(rows)


def _row(
    rows: list[str], pupil: Pupil, path: str, server: tuple[int, int], about: str = ""
) -> float:
    """Add what the page costs to the table; the CPU in ms per request."""
    pid, port = server
    result = load(lambda: _get(path, port, pupil.cookie), port, pid=pid)
    diary = f"diary, a day of {pupil.lessons} lessons{about}"
    name = diary if path == "/diary/" else "the door: decision, audit, token, lesson page"
    rows.append(result.row(name))
    return result.cpu_ms


def _come_in(
    installation: Installation, browser: Browser, key: str, *, enters: bool = False
) -> Pupil:
    """Who enters gets a learning ID on the way: without one the door leads elsewhere."""
    with somebody(browser, PHONE) as page:
        sign_in(page, installation, key)
        page.wait_for_url("**/diary/")
        lessons, running = page.locator(".les").count(), page.locator("a.btn.go")
        online = (running.first.get_attribute("href") or "") if running.count() else ""
        if enters:
            enter_lesson(page, installation, key)
        cookies = page.context.cookies(installation.urls["school"])
        return Pupil(
            cookie="; ".join(f"{c.get('name')}={c.get('value')}" for c in cookies),
            lessons=lessons,
            online=online,
        )


def _get(path: str, port: int, cookie: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
        "Accept-Language: ru\r\nAccept-Encoding: gzip\r\n\r\n"
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
