"""The outbox: a file with one JSON line per message, in place of a gateway.

It holds codes in the clear, so it is used only while no other machine can reach
a site.  `read()` is for the demo's page «Телефон».
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from django.conf import settings

from parta.kit import clock
from parta.kit.env import Misconfigured
from parta.kit.listen import open_to_strangers
from parta.kit.notify.gateway import Accepted, Down, Pending, Receipt, Sending

CALLER = "+7 495 0"
"""The beginning of a number that calls; its last six digits are the code."""


@dataclass(frozen=True, slots=True)
class Message:
    at: str  # ISO 8601, UTC
    channel: str  # "sms", "email" or "call"
    to: str
    text: str
    code: str | None

    @property
    def sent_at(self) -> datetime:
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True)
class File:
    name: ClassVar[str] = "file"
    remote: ClassVar[bool] = False
    reports: ClassVar[bool] = False

    def send(self, sending: Sending) -> Accepted:
        code, text = sending.code, sending.text
        if sending.channel == "call":
            code = f"{secrets.randbelow(10**6):06}"
            text = f"{CALLER}{code[:2]}-{code[2:4]}-{code[4:]}"
        try:
            append(sending.channel, sending.to, text, code or None)
        except Misconfigured as trouble:
            raise Down(str(trouble)) from None
        return Accepted(code=code if sending.channel == "call" else "")

    def receipts(self, pending: Sequence[Pending]) -> Iterable[Receipt]:  # noqa: ARG002
        return ()


def from_environment() -> File:
    return File()


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
