import time
from pathlib import Path

from django.conf import settings
from django_tasks import task


def note(line: str) -> None:
    with (Path(settings.HOME) / "notes").open("a") as notes:
        notes.write(f"{line}\n")


@task()
def quick(name: str) -> None:
    note(f"quick {name}")


@task()
def broken() -> None:
    raise RuntimeError("broken on purpose")


@task()
def slow() -> None:
    note("slow begins")
    time.sleep(60)
