"""The outbox: a file with one JSON line per message, in place of a gateway.

It holds codes in the clear, so it is used only while every site listens on
this machine alone.  `read()` is for the demo's page «Телефон».
"""

import fcntl
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from parta.kit import clock
from parta.kit.env import Misconfigured
from parta.kit.listen import SITES, listen, open_to_strangers


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
    refuse_strangers(listen(site)[0] for site in SITES)
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


def refuse_strangers(hosts: Iterable[str]) -> None:
    """Raise Misconfigured unless every site of `hosts` listens on this machine alone."""
    if strangers := open_to_strangers(hosts):
        raise Misconfigured(
            "Messages go to a file, with codes in the clear, so a site may not listen on "
            f"{', '.join(strangers)}: set PARTA_<SITE>_LISTEN to 127.0.0.1 and a port."
        )


def _write(path: Path, line: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.write(file, line)
        os.fsync(file)
    finally:
        os.close(file)
