"""Messages that the demo has sent, as «Телефон» shows them."""

import json
import time
from typing import Any

from tests.journeys.installation import Installation

PATIENCE_SECONDS = 15


def messages(installation: Installation, to: str) -> list[dict[str, Any]]:
    """Those sent to a phone (E.164) or an e-mail, oldest first."""
    file = installation.home / "outbox.jsonl"
    lines = file.read_text().splitlines() if file.exists() else []
    return [found for found in map(json.loads, lines) if found["to"] == to]


def code_after(installation: Installation, to: str, seen: int) -> str:
    """The code in the first message after the `seen` ones that were there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(found := messages(installation, to)) <= seen:
        assert time.monotonic() < deadline, f"no message to {to}"
        time.sleep(0.1)
    return str(found[-1]["code"])
