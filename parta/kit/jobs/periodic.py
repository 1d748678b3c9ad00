"""A thread that calls one function again and again."""

import logging
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

from django.db import close_old_connections, connections

from parta.kit.jobs import Job

LONGEST_PAUSE_SECONDS = 300.0
log = logging.getLogger("parta.kit.jobs")


class Periodic(Thread):
    def __init__(self, job: Job, period: timedelta, stop: Event) -> None:
        super().__init__(name=job.__qualname__, daemon=True)
        self._job, self._period, self._stopping = job, period.total_seconds(), stop
        self._failures = 0

    def run(self) -> None:
        pause = 0.0
        while not self._stopping.wait(pause):
            started = monotonic()
            self._call()
            pause = max(0.0, started + self._wait_seconds() - monotonic())
        connections.close_all()

    def _call(self) -> None:
        close_old_connections()
        try:
            self._job()
            self._failures = 0
        except Exception:
            self._failures += 1
            log.exception("%s.%s failed", self._job.__module__, self._job.__qualname__)
        finally:
            close_old_connections()

    def _wait_seconds(self) -> float:
        if not self._failures:
            return self._period
        backed_off = max(self._period, 0.5) * 2.0 ** min(self._failures, 10)
        return max(self._period, min(backed_off, LONGEST_PAUSE_SECONDS))
