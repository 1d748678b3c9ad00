import time
from datetime import timedelta

from parta.kit.jobs import every
from tests.kit.chores.tasks import note


@every(timedelta(milliseconds=200))
def tick() -> None:
    note("tick")


@every(timedelta(seconds=1))
def stuck() -> None:
    note("stuck")
    time.sleep(60)


@every(timedelta(milliseconds=1))
def failing() -> None:
    note("failing")
    raise RuntimeError("failing on purpose")
