"""What a server costs: answers a second, times, and the CPU its processes used.

CPU time is read from the kernel for the server and all its children, so it
repeats on a busy machine where answers a second do not.
"""

import os
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import BinaryIO

CONNECTIONS = 4
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Result:
    requests_per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float  # of the server's processes, per request

    def row(self, name: str) -> str:
        return (
            f"| {name} | {self.requests_per_second:.0f} | {self.p50_ms:.1f} | {self.p99_ms:.1f} "
            f"| {self.cpu_ms:.2f} |"
        )


HEADER = "| page | requests/s | p50 ms | p99 ms | CPU ms per request |\n|---|---:|---:|---:|---:|"


def tree(pid: int) -> Iterator[int]:
    """`pid` and every process below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from tree(int(child))


def cpu_seconds(pid: int) -> float:
    """User and system time of the process and all its living children."""
    total = 0
    for each in tree(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def load(request: Callable[[], bytes], port: int, *, pid: int, seconds: float = 8) -> Result:
    """Ask with four connections that stay open; `request` gives the bytes of each request."""
    warm = time.perf_counter() + 1
    _ask(request, port, warm)
    before, started = cpu_seconds(pid), time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as people:
        asked = [people.submit(_ask, request, port, started + seconds) for _ in range(CONNECTIONS)]
    times = [each for one in asked for each in one.result()]
    spent, cuts = time.perf_counter() - started, quantiles(times, n=100)
    return Result(
        requests_per_second=len(times) / spent,
        p50_ms=cuts[49] * 1000,
        p99_ms=cuts[98] * 1000,
        cpu_ms=(cpu_seconds(pid) - before) * 1000 / len(times),
    )


def _ask(request: Callable[[], bytes], port: int, until: float) -> list[float]:
    """Seconds of each answer, one request after the other, until that moment."""
    times = []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        answers = connection.makefile("rb")
        while time.perf_counter() < until:
            started = time.perf_counter()
            connection.sendall(request())
            _read(answers)
            times.append(time.perf_counter() - started)
    return times


def _read(answers: BinaryIO) -> None:
    status, length = answers.readline(), 0
    if b" 200 " not in status:
        raise RuntimeError(status.decode())
    while (line := answers.readline().lower()) != b"\r\n":
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    answers.read(length)
