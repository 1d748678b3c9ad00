"""The outbox: a file with one JSON line per message, in place of a gateway.

It holds codes in the clear, so it is used only while no other machine can reach
a site.  `read()` is for the demo's page «Телефон».
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from parta.kit import clock
from parta.kit.env import Misconfigured
from parta.kit.listen import open_to_strangers


@dataclass(frozen=True, slots=True)
class Message:
    at: str  # ISO 8601, UTC
    channel: str  # "sms" or "email"
    to: str
    text: str
    code: str | None

    @property
    def sent_at(self) -> datetime:
        return datetime.fromisoformat(self.at)


def append(channel: str, to: str, text: str, code: str | None) -> None:
    """Add one line, on disk when this returns.

    Raises Misconfigured when a site can be reached from other machines.
    """
    _refuse_strangers()
    at = clock.now().isoformat(timespec="seconds")
    line = json.dumps(asdict(Message(at, channel, to, text, code)), ensure_ascii=False)
    _write(settings.OUTBOX, f"{line}\n".encode())


def read() -> list[Message]:
    """All messages, oldest first."""
    try:
        lines = Path(settings.OUTBOX).read_text().splitlines()
    except FileNotFoundError:
        return []
    return [Message(**json.loads(line)) for line in lines]


def _refuse_strangers() -> None:
    if strangers := open_to_strangers():
        raise Misconfigured(
            "Messages go to a file, with codes in the clear, so none is written while other "
            f"machines can reach a site through {' and '.join(strangers)}."
        )


def _write(path: Path, line: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.write(file, line)
        os.fsync(file)
    finally:
        os.close(file)
