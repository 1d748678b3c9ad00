"""smsc.ru: SMS, and calls whose number ends with the code.

Source: the service's description of its HTTP interface (send.php, status.php),
JSON answers (fmt=3).  Login and password go in the body of a POST.
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
from parta.kit.notify.over_http import post, roubles
from parta.kit.notify.rules import State

CODE_DIGITS = 6
WRONG_NUMBER, NOT_THIS = {7}, {6, 8, 9}
"""Codes of errors: an unreadable number; forbidden words, an unreachable number, a repetition."""
STATES = {
    1: State.DELIVERED,
    2: State.DELIVERED,  # and read
    4: State.DELIVERED,  # and its link was followed
    3: State.LOST,
    **dict.fromkeys((20, 22, 23, 24, 25), State.LOST),
}


@dataclass(frozen=True)
class Smsc:
    url: str
    login: str
    password: str = field(repr=False)
    sender: str = ""
    name: ClassVar[str] = "smsc"
    remote: ClassVar[bool] = True
    reports: ClassVar[bool] = True

    def send(self, sending: Sending) -> Accepted:
        [answer, *_] = self._ask("send", _question(sending, self.sender))
        code = str(answer.get("code", ""))[-CODE_DIGITS:]
        if "id" not in answer:
            raise Down("an answer without an id")
        if sending.channel == "call" and not (len(code) == CODE_DIGITS and code.isdecimal()):
            raise Down("a call without a code")
        return Accepted(str(answer["id"]), roubles(answer.get("cost")), code)

    def receipts(self, pending: Sequence[Pending]) -> Iterable[Receipt]:
        asked = {
            "id": "".join(f"{each.reference}," for each in pending),
            "phone": "".join(f"{each.to}," for each in pending),
        }
        for told in self._ask("status", asked):
            reference = str(told.get("id", pending[0].reference))
            if state := STATES.get(told.get("status", 0)):
                yield Receipt(reference, state)

    def _ask(self, what: str, asked: Mapping[str, str]) -> list[dict[str, Any]]:
        """One object for each message asked about; a single one comes without a list."""
        known = {"login": self.login, "psw": self.password, "fmt": "3", "charset": "utf-8"}
        answer = post(f"{self.url}/sys/{what}.php", form={**known, **asked}).body
        told = answer if isinstance(answer, list) else [answer]
        if not told or not all(isinstance(each, dict) for each in told):
            raise Down("an answer that is no object")
        if "error_code" in told[0]:
            _refuse(told[0]["error_code"])
        return told


def _question(sending: Sending, sender: str) -> dict[str, str]:
    asked = {"phones": sending.to, "cost": "3"}
    if sending.channel == "call":
        return asked | {"call": "1", "mes": "code"}
    minutes = min(max(int(sending.lives.total_seconds()) // 60, 1), 24 * 60)
    asked |= {"mes": sending.text, "valid": f"{minutes // 60:02}:{minutes % 60:02}"}
    return asked | ({"sender": sender} if sender else {})


def _refuse(code: Any) -> None:
    words = f"error {code}" if isinstance(code, int) else "an error without a number"
    if code in WRONG_NUMBER:
        raise WrongNumber(words)
    raise Declined(words) if code in NOT_THIS else Down(words)


def from_environment() -> Smsc:
    return Smsc(
        url=env.url("PARTA_SMSC_URL", "https://smsc.ru"),
        login=env.required("PARTA_SMSC_LOGIN"),
        password=env.required("PARTA_SMSC_PASSWORD"),
        sender=env.text("PARTA_SMSC_SENDER"),
    )
