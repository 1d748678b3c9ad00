"""`worker`: runs the queue in the main thread and each periodic function in its own."""

import fcntl
import logging
import os
import signal
from contextlib import suppress
from threading import Event, Timer
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.module_loading import autodiscover_modules

from parta.kit.jobs import PERIODIC, queue
from parta.kit.jobs.periodic import Periodic

IDLE_SECONDS = 0.5
GRACE_SECONDS = 1.5
LONGEST_PAUSE_SECONDS = 30.0
log = logging.getLogger("parta.kit.jobs")


class Command(BaseCommand):
    help = "Run queued tasks and periodic functions of this site; one process per site."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        self._stop = Event()
        self._lock = _only_one()
        for number in signal.SIGTERM, signal.SIGINT:
            signal.signal(number, self._end)
        autodiscover_modules("jobs")
        threads = [Periodic(job, period, self._stop) for job, period in PERIODIC.items()]
        for thread in threads:
            thread.start()
        log.info("The worker of %s runs, with %d periodic jobs", settings.SITE, len(threads))
        self._work()
        for thread in threads:
            thread.join()

    def _work(self) -> None:
        failures, fresh = 0, True
        while not self._stop.is_set():
            try:
                close_old_connections()
                if fresh:
                    queue.take_back_abandoned()
                fresh, busy, failures = False, queue.run_next(), 0
            except Exception:
                busy, failures = False, failures + 1
                log.exception("The queue can't be read")
            if not busy:
                self._stop.wait(min(IDLE_SECONDS * 2**failures, LONGEST_PAUSE_SECONDS))

    def _end(self, *_: Any) -> None:
        """Finish what is short; what is long runs again after the next start."""
        self._stop.set()
        timer = Timer(GRACE_SECONDS, os._exit, [0])
        timer.daemon = True
        timer.start()


def _only_one() -> int:
    """A lock that is held as long as the process lives."""
    path = settings.HOME / f"{settings.SITE}-worker.lock"
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file
    raise CommandError(f"A worker of {settings.SITE} runs already on {settings.HOME}.")
