"""MTS Exolve: SMS by its HTTP interface (SendSMS, GetList; JSON, a bearer key).

It tells no price with a message: PARTA_SMS_PRICE counts.  Its description names the
type of `delivery_status` and not its values, so words are read as they say and a number
as "under way": such a message stays sent, and is never said to have arrived.
"""

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
from parta.kit.notify.over_http import post
from parta.kit.notify.rules import State

LOST = ("undelivered", "expired", "rejected", "failed")
"""Endings of its words for a message that did not arrive; "delivered" is one that did."""


@dataclass(frozen=True)
class Exolve:
    url: str
    key: str = field(repr=False)
    sender: str
    name: ClassVar[str] = "exolve"
    remote: ClassVar[bool] = True
    reports: ClassVar[bool] = True

    def send(self, sending: Sending) -> Accepted:
        told = self._ask(
            "SendSMS",
            {
                "number": self.sender,
                "destination": sending.to.lstrip("+"),
                "text": sending.text,
            },
        )
        if not told.get("message_id"):
            raise Down("an answer without an id")
        return Accepted(str(told["message_id"]))

    def receipts(self, pending: Sequence[Pending]) -> Iterable[Receipt]:
        for each in pending:
            found = self._ask("GetList", {"message_id": each.reference, "limit": 1})
            for told in found.get("messages") or ():
                if state := _state(str(told.get("delivery_status", ""))):
                    yield Receipt(each.reference, state)

    def _ask(self, what: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        answer = post(
            f"{self.url}/messaging/v1/{what}",
            json=asked,
            headers={"Authorization": f"Bearer {self.key}"},
        )
        if answer.status == 200 and isinstance(answer.body, dict):
            return answer.body
        if answer.status == 400:
            about_number = "destination" in str(answer.body).lower()
            raise WrongNumber("the destination") if about_number else Declined("HTTP 400")
        raise Down(f"HTTP {answer.status}")


def _state(said: str) -> State | None:
    word = said.lower()
    if word.endswith(LOST):
        return State.LOST
    return State.DELIVERED if word.endswith("delivered") else None


def from_environment() -> Exolve:
    return Exolve(
        url=env.url("PARTA_EXOLVE_URL", "https://api.exolve.ru"),
        key=env.required("PARTA_EXOLVE_KEY"),
        sender=env.required("PARTA_EXOLVE_SENDER"),
    )
