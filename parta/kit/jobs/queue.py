"""The queue's rows, one after another.

A task may run twice when the worker dies in the middle of it; it must bear that.
"""

import logging
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

MOST_TRIES = 3
WORKER = "worker"
log = logging.getLogger("parta.kit.jobs")


class Died(Exception):
    """The worker has died in this task MOST_TRIES times."""


def take_back_abandoned() -> None:
    """Queue again what a dead worker was running, or give up on it.

    For the start of a site's only worker: nobody else can be running a task.
    """
    with transaction.atomic():
        for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
            if len(row.worker_ids) < MOST_TRIES:
                row.status = TaskResultStatus.READY
                row.save(update_fields=["status"])
            else:
                log.error("Task %s: the worker died in it, no more tries", row.task_path)
                row.set_failed(Died())


def run_next() -> bool:
    """Run the next task, if any.

    An idle worker only reads: it takes no turn in the queue of writers.
    """
    if not DBTaskResult.objects.ready().exists():
        return False
    with transaction.atomic():
        row = DBTaskResult.objects.ready().get_locked()
        if row is not None:
            row.claim(WORKER)
    if row is not None:
        _run(row)
    return row is not None


def _run(row: DBTaskResult[..., Any]) -> None:
    try:
        value = row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception as error:
        log.exception("Task %s failed", row.task_path)
        with transaction.atomic():
            row.set_failed(error)
    else:
        with transaction.atomic():
            row.set_successful(value)
