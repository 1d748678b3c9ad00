import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from parta.kit.listen import listen
from parta.run.probe import answers
from parta.run.process import pause_seconds
from tests.run.installation import alive, pids, signal_and_wait, supervised, until

SLEEPER = ["sh", "-c", "echo $$; exec sleep 60"]
CRASHER = ["sh", "-c", "echo $$; exit 3"]
STUBBORN = ["sh", "-c", "trap '' TERM; echo $$; while :; do sleep 1; done"]
LIKE_THE_MEDIA_SERVER = [
    sys.executable,
    "-c",
    "import os, signal, time\n"
    "told = []\n"
    "def hear(*_):\n"
    "    told.append(1)\n"
    "    if len(told) == 2: os._exit(0)\n"
    "signal.signal(signal.SIGTERM, hear)\n"
    "print(os.getpid(), flush=True)\n"
    "while True: time.sleep(0.1)\n",
]


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 0.5), (2, 1), (3, 2), (6, 16), (7, 30), (99, 30)]
)
def test_each_short_life_lengthens_the_pause(failures: int, seconds: float) -> None:
    assert pause_seconds(failures) == seconds


def test_a_crash_is_said_in_a_line_and_followed_by_another_start(tmp_path: Path) -> None:
    log = tmp_path / "log/bad.log"
    with supervised(tmp_path, bad=CRASHER) as supervisor:
        assert supervisor.stdout
        until(lambda: len(pids(log)) >= 3)
        lines = [supervisor.stdout.readline().strip() for _ in range(3)]
    assert lines == [
        "begun",
        f"bad ended with code 3; starting again in 0.5 s (its log: {log})",
        f"bad ended with code 3; starting again in 1 s (its log: {log})",
    ]


def test_a_killed_process_comes_back_while_its_neighbour_stays(tmp_path: Path) -> None:
    one, two = tmp_path / "log/one.log", tmp_path / "log/two.log"
    with supervised(tmp_path, one=SLEEPER, two=SLEEPER) as supervisor:
        until(lambda: pids(one) and pids(two))
        os.kill(pids(one)[0], signal.SIGKILL)
        until(lambda: len(pids(one)) == 2)
        assert supervisor.stdout
        assert "one was ended by SIGKILL" in supervisor.stdout.readline() + (
            supervisor.stdout.readline()
        )
        assert len(pids(two)) == 1
        assert alive(pids(two)[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_everything(tmp_path: Path, number: signal.Signals) -> None:
    log = tmp_path / "log/one.log"
    with supervised(tmp_path, one=SLEEPER) as supervisor:
        until(lambda: pids(log))
        assert signal_and_wait(supervisor, number) < 2
        assert supervisor.returncode == 0
    assert not alive(pids(log)[0])


@pytest.mark.parametrize(
    ("program", "within"), [(LIKE_THE_MEDIA_SERVER, (0.9, 3)), (STUBBORN, (4.5, 8))]
)
def test_who_does_not_hear_the_first_signal_is_asked_again_then_killed(
    tmp_path: Path, program: list[str], within: tuple[float, float]
) -> None:
    log = tmp_path / "log/deaf.log"
    with supervised(tmp_path, deaf=program) as supervisor:
        until(lambda: pids(log))
        seconds = signal_and_wait(supervisor, signal.SIGTERM)
    assert within[0] <= seconds <= within[1]
    assert not alive(pids(log)[0])


def test_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    logs = [tmp_path / "log/one.log", tmp_path / "log/deaf.log"]
    with supervised(tmp_path, one=SLEEPER, deaf=STUBBORN) as supervisor:
        until(lambda: all(pids(log) for log in logs))
        supervisor.kill()
        until(lambda: not any(alive(pids(log)[0]) for log in logs))


def test_the_workers_of_a_site_end_with_its_killed_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    monkeypatch.setenv("PARTA_HOME", str(tmp_path))
    monkeypatch.setenv("PARTA_LEARNID_URL", f"http://127.0.0.1:{unused_port}")
    host, port = listen("learnid")
    server = subprocess.Popen([sys.executable, "-m", "parta.run.site", "learnid"])
    try:
        until(lambda: answers(f"http://{host}:{port}/"))
        workers = children(server.pid)
        assert workers
    finally:
        server.kill()
        server.wait()
    until(lambda: not any(alive(pid) for pid in workers))
    time.sleep(0.1)
    assert not answers(f"http://{host}:{port}/")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
