"""Codes that the demo has sent, as «Телефон» shows them."""

import json
import time

from tests.journeys.installation import Installation

PATIENCE_SECONDS = 20


def codes(installation: Installation, to: str) -> list[str]:
    """Those sent to a phone (E.164) or an e-mail, oldest first."""
    file = installation.home / "outbox.jsonl"
    lines = file.read_text().splitlines() if file.exists() else []
    return [sent["code"] for sent in map(json.loads, lines) if sent["to"] == to and sent["code"]]


def code_after(installation: Installation, to: str, seen: int) -> str:
    """The code that comes after the `seen` ones that were there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(found := codes(installation, to)) <= seen:
        assert time.monotonic() < deadline, f"no code to {to}"
        time.sleep(0.1)
    return found[-1]
