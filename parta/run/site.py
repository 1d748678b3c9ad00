"""Serves one site: `python -m parta.run.site school`.

Worker processes: one for every two processors, so that the three sites leave
room for the media server.  Threads are few on purpose: pages are short, and
one SQLite file serves one writer at a time.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from parta.kit.listen import DEMO_SITES, SITES
from parta.run.addresses import address_of
from parta.run.leash import die_with_parent

THREADS = 2
WAITING = 64
"""Requests that may wait for a thread before the server answers that it is busy."""
STOP_SECONDS = 3


def main(site: str) -> None:
    address = address_of(site)
    Server(
        f"parta.{site}.wsgi",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=max(1, (os.cpu_count() or 1) // 2),
        blocking_threads=THREADS,
        backpressure=WAITING,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve(target_loader=partial(load, os.getpid()), wrap_loader=True)


def load(server: int, module: str) -> Callable[..., Any]:
    """The site's application, inside a worker that ends with its server."""
    die_with_parent(server)
    application: Callable[..., Any] = import_module(module).application
    return application


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in (*SITES, *DEMO_SITES):
        sys.exit(f"usage: python -m parta.run.site {{{','.join((*SITES, *DEMO_SITES))}}}")
    main(sys.argv[1])
