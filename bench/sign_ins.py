"""What a sign-in costs: beside the hash alone, and beside other providers, in one run.

Everybody has rows on disk, the same hash, and the machine to themselves for as
long as they are asked.  A sign-in is the whole way: the client's request, the page,
the password, the code, the tokens.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import quantiles

from argon2.low_level import Type, hash_secret
from joserfc.jwk import RSAKey

from bench.measure import cpu_seconds
from bench.visitor import BACK, PASSWORD, SECRET, Provider, Visitor, sign_in_until
from tests.foreign import node
from tests.journeys.installation import ROOT, free_ports

SECONDS = 10.0
PEOPLE = 48
AT_ONCE = 6
HEADER = "| sign-ins | a second | p50 ms | p99 ms | CPU ms each |\n|---|---:|---:|---:|---:|"
SERVE = """
from granian.constants import Interfaces
from granian.server import Server
Server({target!r}, port={port}, interface=Interfaces.WSGI, workers=1, blocking_threads=2).serve()
"""
BEGIN = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
CIVIC = """
from datetime import date
from django.contrib.auth.hashers import make_password
from parta.civic.citizens.models import Citizen
from parta.idp.provider import registry
from parta.idp.provider.models import Client
kept = make_password({password!r})
for number in range({people}):
    Citizen.objects.create(
        family_name="A", given_name="B", birthdate=date(2000, 1, 1), gender="female",
        phone=f"+7199{{number:07}}", phone_verified=True, password=kept,
    )
registry.ensure("bench", "bench", registry.Addresses([{back!r}]), {secret!r})
"""
TOOLKIT = """
from django.contrib.auth.models import User
from oauth2_provider.models import Application
for number in range({people}):
    User.objects.create_user(f"+7199{{number:07}}", password={password!r})
Application.objects.create(
    name="bench", client_id="bench", client_secret={secret!r}, hash_client_secret=False,
    client_type="confidential", authorization_grant_type="authorization-code",
    redirect_uris={back!r}, skip_authorization=True, algorithm="RS256",
)
"""
NAMES = [f"+7199{number:07}" for number in range(PEOPLE)]


@dataclass(frozen=True, slots=True)
class Figures:
    a_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float

    def row(self, name: str) -> str:
        return (
            f"| {name} | {self.a_second:.1f} | {self.p50_ms:.0f} | {self.p99_ms:.0f} "
            f"| {self.cpu_ms:.1f} |"
        )


Served = tuple[Provider, int]  # and the process


def measure() -> str:
    hash_alone = _hash_alone()
    with tempfile.TemporaryDirectory(prefix="parta-sign-ins-") as folder, _ours(folder) as served:
        ours = _load(served, anew=True), _load(served, anew=False)
    with tempfile.TemporaryDirectory(prefix="parta-sign-ins-") as folder, _npm(folder) as served:
        npm = _load(served, anew=True), _load(served, anew=False)
    with tempfile.TemporaryDirectory(prefix="parta-sign-ins-") as folder, _toolkit(folder) as told:
        toolkit = _load(told, anew=True), _load(told, anew=False)
    rows = [
        HEADER,
        hash_alone.row("argon2id alone, every processor"),
        ours[0].row("civic, with password"),
        npm[0].row("npm oidc-provider, with password"),
        toolkit[0].row("django-oauth-toolkit, with password"),
        ours[1].row("civic, signed in already"),
        npm[1].row("npm oidc-provider, signed in already"),
        toolkit[1].row("django-oauth-toolkit, signed in already"),
    ]
    return "\n".join([*rows, "", *_ratios(hash_alone, ours, npm, toolkit)])


Pair = tuple[Figures, Figures]


def _ratios(hash_alone: Figures, ours: Pair, npm: Pair, toolkit: Pair) -> list[str]:
    said = [
        ("With password, to the hash alone", ours[0], hash_alone, "≥ 0.7"),
        ("With password, to npm oidc-provider", ours[0], npm[0], "≥ 1"),
        ("Signed in already, to django-oauth-toolkit", ours[1], toolkit[1], "≥ 2"),
    ]
    return [
        f"{what}: **{own.a_second / other.a_second:.2f}×** a second (aim {aim}), "
        f"{other.cpu_ms / own.cpu_ms:.2f}× by CPU.  "
        for what, own, other, aim in said
    ]


def _hash_alone() -> Figures:
    """What the machine can hash at most, with the load's own threads for company."""

    def hashes(until: float) -> list[float]:
        times = []
        while (started := time.perf_counter()) < until:
            hash_secret(PASSWORD.encode(), b"sixteen bytes ok", 2, 19 * 1024, 1, 32, Type.ID)
            times.append(time.perf_counter() - started)
        return times

    return _timed(hashes, os.getpid(), os.cpu_count() or 1)


def _load(served: Served, *, anew: bool) -> Figures:
    """The people first come in once each, which settles consents and cookies."""
    provider, pid = served
    people = [Visitor(provider, name) for name in NAMES]
    for each in people:
        each.sign_in()
    waiting = [people[first::AT_ONCE] for first in range(AT_ONCE)]
    return _timed(lambda until: sign_in_until(waiting.pop(), until, anew), pid, AT_ONCE)


def _timed(deed: Callable[[float], list[float]], pid: int, at_once: int) -> Figures:
    before, started = cpu_seconds(pid), time.perf_counter()
    with ThreadPoolExecutor(at_once) as people:
        asked = [people.submit(deed, started + SECONDS) for _ in range(at_once)]
    times = [each for one in asked for each in one.result()]
    spent, cuts = time.perf_counter() - started, quantiles(times, n=100)
    cpu = (cpu_seconds(pid) - before) * 1000 / len(times)
    return Figures(len(times) / spent, cuts[49] * 1000, cuts[98] * 1000, cpu)


@contextmanager
def _ours(folder: str) -> Iterator[Served]:
    settings = "parta.civic.settings"
    with _site(folder, settings, CIVIC, "parta.civic.wsgi:application") as (pid, port):
        yield Provider(port, _at(port, "/authorize"), _at(port, "/token")), pid


@contextmanager
def _toolkit(folder: str) -> Iterator[Served]:
    settings = "bench.sign_in_peers.toolkit"
    with _site(folder, settings, TOOLKIT, "bench.sign_in_peers.wsgi:application") as (pid, port):
        yield Provider(port, _at(port, "/o/authorize/"), _at(port, "/o/token/")), pid


@contextmanager
def _npm(folder: str) -> Iterator[Served]:
    (port,) = free_ports(1)
    keys = {"keys": [RSAKey.generate_key(2048, auto_kid=True).as_dict(private=True)]}
    told = {"PORT": str(port), "BACK": BACK, "PASSWORD": PASSWORD, "KEYS": json.dumps(keys)}
    rows = f"{folder}/rows.sqlite3"
    with node.serving("durable-provider.mjs", DATABASE=rows, **told) as served:
        _wait(port)
        yield Provider(port, _at(port, "/auth"), _at(port, "/token")), served.pid


@contextmanager
def _site(folder: str, settings: str, rows: str, target: str) -> Iterator[tuple[int, int]]:
    (port,) = free_ports(1)
    environment = {
        **os.environ,
        "PARTA_HOME": folder,
        "PARTA_CIVIC_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": str(ROOT),
    }
    told = {"people": PEOPLE, "password": PASSWORD, "back": BACK, "secret": SECRET}
    prepare = BEGIN + rows.format(**told)
    subprocess.run([sys.executable, "-c", prepare], env=environment, cwd=ROOT, check=True)
    serve = SERVE.format(target=target, port=port)
    server = subprocess.Popen(
        [sys.executable, "-c", serve],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield server.pid, port
    finally:
        server.terminate()
        server.wait(20)


def _at(port: int, path: str) -> str:
    return f"http://127.0.0.1:{port}{path}"


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(port)
