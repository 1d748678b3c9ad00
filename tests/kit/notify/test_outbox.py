"""Messages wait for the commit, and the file that holds them for strangers to be away."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from parta.kit.demo.switch import switched_on
from parta.kit.env import Misconfigured
from parta.kit.jobs.queue import run_next
from parta.kit.listen import listen, loopback, open_to_strangers
from parta.kit.notify import Words, outbox, send


@pytest.fixture
def file(tmp_path: Path, settings: Settings) -> Path:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    settings.CLOCK_OFFSET = timedelta(days=1)
    return tmp_path / "outbox.jsonl"


@pytest.mark.django_db
def test_a_message_becomes_one_line(file: Path) -> None:
    send("sms", "+79161234567", Words("Код: 123456.\nНикому не говорите.", "123456"))
    send("email", "anya@example.ru", "Здравствуйте")
    while run_next():
        pass
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    at = datetime.fromisoformat(lines[0].pop("at"))
    assert abs(at - datetime.now(UTC) - timedelta(days=1)) < timedelta(minutes=1)
    lines[1].pop("at")
    assert lines == [
        {
            "channel": "sms",
            "to": "+79161234567",
            "text": "Код: 123456.\nНикому не говорите.",
            "code": "123456",
        },
        {"channel": "email", "to": "anya@example.ru", "text": "Здравствуйте", "code": None},
    ]
    assert [message.to for message in outbox.read()] == ["+79161234567", "anya@example.ru"]
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_a_message_of_a_transaction_that_failed_is_not_sent(file: Path) -> None:
    with transaction.atomic():
        send("sms", "+79161234567", "Код")
        transaction.set_rollback(True)
    assert not run_next()
    assert outbox.read() == []


@pytest.mark.proves("asvs:6.3.2")
@pytest.mark.parametrize(
    ("setting", "value", "strangers"),
    [
        ("PARTA_SCHOOL_URL", "http://school.localhost:8000", []),
        ("PARTA_SCHOOL_URL", "http://[::1]:8000", []),
        ("PARTA_SCHOOL_URL", "https://school.example.ru", ["PARTA_SCHOOL_URL"]),
        ("PARTA_CIVIC_LISTEN", "127.0.0.2:8001", []),
        ("PARTA_CIVIC_LISTEN", "0.0.0.0:8001", ["PARTA_CIVIC_LISTEN"]),
        ("PARTA_LEARNID_LISTEN", "[::]:8002", ["PARTA_LEARNID_LISTEN"]),
        ("PARTA_LEARNID_URL", "http://192.168.1.5:8002", ["PARTA_LEARNID_URL"]),
    ],
)
def test_no_demo_and_no_file_of_messages_where_strangers_can_come(
    monkeypatch: pytest.MonkeyPatch, file: Path, setting: str, value: str, strangers: list[str]
) -> None:
    monkeypatch.setenv("PARTA_DEMO", "on")
    monkeypatch.setenv(setting, value)
    assert open_to_strangers() == strangers
    if strangers:
        with pytest.raises(Misconfigured, match="PARTA_DEMO=off"):
            switched_on()
        with pytest.raises(Misconfigured, match=f"reach a site through {setting}"):
            outbox.append("sms", "+79161234567", "Код", None)
        assert not file.exists()
    else:
        assert switched_on()
        outbox.append("sms", "+79161234567", "Код", None)


def test_a_demo_switched_off_may_be_open_to_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTA_DEMO", "off")
    monkeypatch.setenv("PARTA_SCHOOL_URL", "https://school.example.ru")
    assert switched_on() is False


@pytest.mark.parametrize(
    ("url", "setting", "found"),
    [
        ("", "", ("127.0.0.1", 8001)),
        ("http://127.0.0.1:9001", "", ("127.0.0.1", 9001)),
        ("http://civic.localhost:9001", "", ("127.0.0.1", 9001)),
        ("https://civic.example.ru", "", ("127.0.0.1", 8001)),
        ("https://civic.example.ru:8443", "", ("127.0.0.1", 8001)),
        ("https://civic.example.ru", "0.0.0.0:80", ("0.0.0.0", 80)),
        ("http://[::1]:9001", "[::1]:9001", ("::1", 9001)),
    ],
)
def test_where_a_site_listens(
    monkeypatch: pytest.MonkeyPatch, url: str, setting: str, found: tuple[str, int]
) -> None:
    monkeypatch.setenv("PARTA_CIVIC_URL", url)
    monkeypatch.setenv("PARTA_CIVIC_LISTEN", setting)
    assert listen("civic") == found


@pytest.mark.parametrize("setting", ["8001", ":8001", "127.0.0.1:port", "127.0.0.1:70000"])
def test_a_listen_setting_must_be_an_address(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv("PARTA_CIVIC_LISTEN", setting)
    with pytest.raises(Misconfigured, match="PARTA_CIVIC_LISTEN must be host:port"):
        listen("civic")


@pytest.mark.parametrize(
    ("host", "mine"),
    [("127.0.0.1", True), ("::1", True), ("a.localhost", True), ("", False), ("10.0.0.1", False)],
)
def test_loopback(host: str, mine: bool) -> None:
    assert loopback(host) is mine
