"""A private PostgreSQL for one run of the tests: on a socket in a folder of its own.

Nothing of it outlives the tests: the data is thrown away, so nothing waits for
the disk either.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from parta.run.leash import leashed
from tests.machine.packages import Lacking, debian

PATIENCE_SECONDS = 30
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "150",
}


@contextmanager
def running() -> Iterator[str]:
    """The URL of an empty cluster that ends with the block."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="parta-pg-") as folder:
        owner = _give_away(Path(folder))
        data = f"{folder}/data"
        subprocess.run(
            [*owner, programs / "initdb", "-D", data, "-A", "trust", "-U", "parta", "--no-sync",
             "-E", "UTF8", "--locale=C.UTF-8"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        server = _serve([*owner, str(programs / "postgres"), "-D", data], folder)
        try:
            _wait_for(programs, folder)
            yield f"postgresql://parta@{quote(folder, safe='')}/parta"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()


def _programs() -> Path:
    found = _find()
    if found is None and debian("postgresql"):
        found = _find()
    if found is None:
        raise Lacking("The tests need PostgreSQL's initdb: install PostgreSQL 14 or newer.")
    return found


def _find() -> Path | None:
    """The folder of the programs; Debian keeps them off the PATH."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    here = shutil.which("initdb")
    places = [*reversed(packaged), *([Path(here).resolve().parent] if here else [])]
    return next((place for place in places if (place / "postgres").exists()), None)


def _give_away(folder: Path) -> list[str]:
    """PostgreSQL refuses root: the folder gets another owner, and commands a prefix."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=QUIT"]


def _serve(command: list[str], folder: str) -> "subprocess.Popen[bytes]":
    options = {**OPTIONS, "unix_socket_directories": folder}
    flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with open(f"{folder}.log", "wb") as log:
        Path(log.name).unlink()
        return subprocess.Popen(
            leashed(os.getpid(), (*command, *flags)), stdout=log, stderr=log, cwd="/"
        )


def _wait_for(programs: Path, folder: str) -> None:
    ready: list[str | Path] = [programs / "pg_isready", "-q", "-h", folder]
    until = time.monotonic() + PATIENCE_SECONDS
    while subprocess.run(ready, check=False).returncode:
        if time.monotonic() > until:
            raise Lacking("PostgreSQL was started for the tests but does not answer.")
        time.sleep(0.1)
