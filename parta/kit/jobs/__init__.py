"""Work outside of requests: rows in a queue, and functions called again and again.

Queued: Django's tasks (`@task`, `.enqueue()` inside the transaction that needs
them).  Periodic: functions of an app's `jobs.py` under `@every(…)`.  One
`worker` process per site runs both.
"""

from collections.abc import Callable
from datetime import timedelta

Job = Callable[[], None]
PERIODIC: dict[Job, timedelta] = {}


def every(period: timedelta) -> Callable[[Job], Job]:
    """Call the function when the worker starts, and then `period` after each start of it.

    Each has its own thread, so a slow one holds up nobody; it never runs twice
    at once.  After an exception it waits longer and longer, at most 5 minutes.
    """

    def register(job: Job) -> Job:
        PERIODIC[job] = period
        return job

    return register
