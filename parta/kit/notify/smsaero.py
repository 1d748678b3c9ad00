"""SMS Aero: SMS by its HTTP interface, version 2 (JSON, the key as a Basic password)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from parta.kit import env
from parta.kit.notify.gateway import (
    Accepted,
    Declined,
    Down,
    Pending,
    Receipt,
    Sending,
    WrongNumber,
)
from parta.kit.notify.over_http import post, roubles
from parta.kit.notify.rules import State

STATES = {1: State.DELIVERED, 2: State.LOST, 6: State.LOST}
"""Delivered, not delivered, rejected; the others are under way."""


@dataclass(frozen=True)
class SmsAero:
    url: str
    email: str
    key: str = field(repr=False)
    sign: str
    name: ClassVar[str] = "smsaero"
    remote: ClassVar[bool] = True
    reports: ClassVar[bool] = True

    def send(self, sending: Sending) -> Accepted:
        told = self._ask(
            "send", {"number": sending.to.lstrip("+"), "text": sending.text, "sign": self.sign}
        )
        if "id" not in told:
            raise Down("an answer without an id")
        return Accepted(str(told["id"]), roubles(told.get("cost")))

    def receipts(self, pending: Sequence[Pending]) -> Iterable[Receipt]:
        for each in pending:
            told = self._ask("status", {"id": each.reference})
            if state := STATES.get(told.get("status", 0)):
                yield Receipt(each.reference, state, roubles(told.get("cost")))

    def _ask(self, what: str, asked: Mapping[str, str]) -> dict[str, Any]:
        answer = post(f"{self.url}/v2/sms/{what}", json=asked, auth=(self.email, self.key))
        body = answer.body if isinstance(answer.body, dict) else {}
        told = body.get("data")
        if answer.status == 200 and body.get("success") and isinstance(told, dict):
            return told
        if answer.status == 400 and isinstance(told, dict):
            raise WrongNumber("the number") if "number" in told else Declined("HTTP 400")
        raise Down(f"HTTP {answer.status}")


def from_environment() -> SmsAero:
    return SmsAero(
        url=env.url("PARTA_SMSAERO_URL", "https://gate.smsaero.ru"),
        email=env.required("PARTA_SMSAERO_EMAIL"),
        key=env.required("PARTA_SMSAERO_KEY"),
        sign=env.text("PARTA_SMSAERO_SIGN", "SMS Aero"),
    )
