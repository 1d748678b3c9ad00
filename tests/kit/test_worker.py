"""The real worker: queue and periodic functions in one process that ends when told."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

ENQUEUE = """
import django; django.setup()
from django.db import transaction
from tests.kit.chores import tasks
with transaction.atomic():
    for name in {names!r}:
        getattr(tasks, name).enqueue(*(["milk"] if name == "quick" else []))
"""


class Site:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.workers: list[subprocess.Popen[str]] = []
        self.environment = {
            **os.environ,
            "PARTA_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "tests.kit.chores.settings",
        }

    def run(self, *arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], env=self.environment, check=True)

    def enqueue(self, *names: str) -> None:
        self.run("-c", ENQUEUE.format(names=names))

    def worker(self) -> subprocess.Popen[str]:
        worker = subprocess.Popen(
            [sys.executable, "-m", "django", "worker"],
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.workers.append(worker)
        return worker

    def notes(self, line: str) -> int:
        path = self.home / "notes"
        return path.read_text().splitlines().count(line) if path.exists() else 0

    def statuses(self) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.home / "chores.sqlite3")) as database:
            return database.execute(
                "SELECT task_path, status FROM django_tasks_database_dbtaskresult"
                " ORDER BY enqueued_at"
            ).fetchall()


@pytest.fixture(scope="module")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("new"))
    site.run("-m", "django", "migrate", "-v0")
    return site.home / "chores.sqlite3"


@pytest.fixture
def site(tmp_path: Path, new_database: Path) -> Iterator[Site]:
    shutil.copy(new_database, tmp_path)
    site = Site(tmp_path)
    yield site
    for worker in site.workers:
        worker.kill()
        worker.wait()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_tasks_and_periodic_functions_run_and_the_worker_ends_when_told(site: Site) -> None:
    site.enqueue("broken", "quick")
    worker = site.worker()
    until(lambda: site.notes("quick milk") == 1 and site.notes("tick") > 5)
    refused = site.worker()
    assert "runs already" in refused.communicate()[1]
    worker.send_signal(signal.SIGTERM)
    told = time.monotonic()
    complaints = worker.communicate()[1]
    assert time.monotonic() - told < 3  # 1.5 s of grace, and a busy machine's own slowness
    assert worker.returncode == 0
    assert site.statuses() == [
        ("tests.kit.chores.tasks.broken", "FAILED"),
        ("tests.kit.chores.tasks.quick", "SUCCESSFUL"),
    ]
    assert site.notes("stuck") == 1
    assert site.notes("failing") < site.notes("tick")
    assert "RuntimeError: broken on purpose" in complaints
    assert "RuntimeError: failing on purpose" in complaints


def test_a_task_that_died_with_the_worker_runs_again_but_not_for_ever(site: Site) -> None:
    site.enqueue("slow", "quick")
    for life in 1, 2, 3:
        worker = site.worker()
        until(lambda life=life: site.notes("slow begins") == life)  # type: ignore[misc]
        worker.kill()
        worker.wait()
    site.worker()
    until(lambda: site.notes("quick milk") == 1)
    assert site.notes("slow begins") == 3
    assert site.statuses()[0] == ("tests.kit.chores.tasks.slow", "FAILED")


def test_an_idle_worker_writes_nothing(site: Site) -> None:
    with closing(sqlite3.connect(site.home / "chores.sqlite3")) as database:
        site.worker()
        until(lambda: site.notes("tick") > 3)
        (before,) = database.execute("PRAGMA data_version").fetchone()
        time.sleep(1.5)
        assert database.execute("PRAGMA data_version").fetchone() == (before,)
