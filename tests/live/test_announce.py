"""Each event of a room has the next number, and the hub hears of it after commit."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from parta.live import heads, kick, protocol, signal
from parta.live.ticket import session_mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub(tmp_path: Path, settings: Settings) -> Iterator[socket.socket]:
    settings.HUB_SOCKET = tmp_path / "hub.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as hub:
        hub.bind(str(settings.HUB_SOCKET))
        hub.setblocking(False)
        yield hub


def heard(hub: socket.socket) -> list[dict[str, Any]]:
    found = []
    while True:
        try:
            found.append(protocol.read_datagram(hub.recv(250_000)))
        except BlockingIOError:
            return found


def test_rooms_count_on_their_own_and_the_hub_hears_after_commit(
    hub: socket.socket, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    signal("lesson", ["class:7b"])
    with django_capture_on_commit_callbacks(execute=True):
        signal("diary", ["class:7b", "diary:anya", "class:7b"])
        assert heard(hub) == []
    assert heard(hub) == [{"k": "diary", "at": {"class:7b": 2, "diary:anya": 1}}]
    assert heads(["class:7b", "diary:anya", "school"]) == {
        "class:7b": 2,
        "diary:anya": 1,
        "school": 0,
    }


def test_a_number_that_was_not_committed_is_given_again(hub: socket.socket) -> None:
    with transaction.atomic():
        signal("diary", ["class:7b"])
        transaction.set_rollback(True)
    signal("diary", ["class:7b"])
    assert heads(["class:7b"]) == {"class:7b": 1}
    assert heard(hub) == []


def test_a_hub_that_is_down_fails_nothing(
    tmp_path: Path,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.HUB_SOCKET = tmp_path / "absent.sock"
    with django_capture_on_commit_callbacks(execute=True):
        signal("diary", ["class:7b"])
        kick("anya", "session-key")
    assert heads(["class:7b"]) == {"class:7b": 1}


def test_a_hub_that_does_not_read_loses_events_but_no_revocation(
    hub: socket.socket,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3000):
            signal("diary", ["class:7b"])
    got: list[dict[str, Any]] = []
    monkeypatch.setattr("parta.live.publish.time.sleep", lambda _: got.extend(heard(hub)))
    with django_capture_on_commit_callbacks(execute=True):
        kick("anya", "session-key")
    got += heard(hub)
    assert len(got) < 3000
    assert got[-1]["op"] == "kick"


def test_a_school_wide_signal_fits_datagrams(
    hub: socket.socket, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rooms = {f"diary:{number:036}" for number in range(1500)}
    with django_capture_on_commit_callbacks(execute=True):
        signal("diary", rooms)
    assert {room for datagram in heard(hub) for room in datagram["at"]} == rooms


def test_a_kick_names_whom_and_which_session(
    hub: socket.socket, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        kick("anya", "session-key")
        kick("anya", None)
    assert heard(hub) == [
        {"op": "kick", "u": "anya", "s": session_mark("session-key")},
        {"op": "kick", "u": "anya", "s": None},
    ]


@pytest.mark.django_db(transaction=True)
def test_a_signal_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        signal("diary", ["class:7b"])
