"""A bell at the media server alone: how long classes wait, and what a join costs it.

The classes come from engines/loadtool; the server has our own configuration.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from parta.run.places import ENGINES
from parta.run.toolchains import GO, path_with, programs
from tests.media_server import KEY, SECRET, MediaServer, running

LOADTOOL = ENGINES / "loadtool"
NOWHERE = "http://127.0.0.1:9/"  # nobody listens to this server's reports


class Bell(NamedTuple):
    rooms: int
    pupils: int  # in each room
    joins_per_second: int


BELLS = (Bell(1, 30, 20), Bell(5, 30, 15), Bell(10, 30, 15))
HEADER = (
    "| rooms × pupils, joins/s | join | first sound | first key frame | failed "
    "| server CPU ms per join |\n|---|---|---|---|---:|---:|"
)


def measure() -> str:
    """Milliseconds as p50/p95/p99."""
    with tempfile.TemporaryDirectory(prefix="parta-bell-") as folder:
        tool = _build(Path(folder))
        rows = [_row(bell, _ring(bell, tool, Path(folder))) for bell in BELLS]
    return "\n".join([HEADER, *rows])


def _build(folder: Path) -> Path:
    """The compiler's own cache makes the second build a matter of seconds."""
    go, tool = programs(GO), folder / "loadtool"
    flags = ["-C", str(LOADTOOL), "-trimpath", "-buildvcs=false"]
    build = [str(go / "go"), "build", *flags, "-o", str(tool), "."]
    environment = {**path_with(go), "CGO_ENABLED": "0", "GOTOOLCHAIN": "local"}
    subprocess.run(build, env=environment, check=True)
    return tool


def _ring(bell: Bell, tool: Path, folder: Path) -> dict[str, Any]:
    with running(folder, NOWHERE) as server:
        done = subprocess.run(
            [str(tool), *_arguments(bell, server)],
            env={**os.environ, "LIVEKIT_API_KEY": KEY, "LIVEKIT_API_SECRET": SECRET},
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _arguments(bell: Bell, server: MediaServer) -> list[str]:
    asked = {
        "url": server.url,
        "rooms": bell.rooms,
        "pupils": bell.pupils,
        "rate": bell.joins_per_second,
        "server-pid": server.pid,
    }
    return [f"-{name}={value}" for name, value in asked.items()]


def _row(bell: Bell, found: dict[str, Any]) -> str:
    waits = (found[what] for what in ("join", "first_audio", "first_key_frame"))
    shown = [f"{w['p50_ms']:.0f}/{w['p95_ms']:.0f}/{w['p99_ms']:.0f}" for w in waits]
    name = f"{bell.rooms} × {bell.pupils}, {bell.joins_per_second}/s"
    cost = f"{found['server_cpu_ms_per_join']:.0f}"
    return f"| {' | '.join([name, *shown, str(found['failed']), cost])} |"
