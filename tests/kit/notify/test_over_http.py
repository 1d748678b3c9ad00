"""The three gateways over HTTP, each against a server that behaves like the service."""

import base64
import logging
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest

from parta.kit.notify import over_http
from parta.kit.notify.exolve import Exolve
from parta.kit.notify.gateway import (
    Accepted,
    Declined,
    Down,
    Gateway,
    Pending,
    Receipt,
    WrongNumber,
)
from parta.kit.notify.rules import State
from parta.kit.notify.smsaero import SmsAero
from parta.kit.notify.smsc import Smsc
from tests.kit.notify.servers import PHONE, TEXT, Asked, Reply, http, sending

SECRET = "top-secret/7"
MADE: dict[str, Callable[[str], Gateway]] = {
    "smsc": lambda url: Smsc(url, "school", SECRET, "Parta"),
    "smsaero": lambda url: SmsAero(url, "school@pochta.example", SECRET, "Parta"),
    "exolve": lambda url: Exolve(url, SECRET, "Parta"),
}
every_gateway = pytest.mark.parametrize("name", MADE)


def smsc(asked: Asked) -> Reply:
    said = asked.said
    if (said["login"], said["psw"]) != ("school", SECRET):
        return 200, {"error": "authorise error", "error_code": 2}
    if asked.path == "/sys/status.php":
        rows = zip(said["id"].split(",")[:-1], said["phone"].split(",")[:-1], strict=True)
        return 200, [
            {"id": int(n), "phone": to, "status": {"1": 1, "2": 0, "3": 20}[n]} for n, to in rows
        ]
    if said["phones"] == PHONE and said.get("call") == "1":
        return 200, {"id": 5, "cnt": 1, "cost": "0.4", "balance": "10", "code": "407112"}
    if said["phones"] != PHONE:
        return 200, {"error": "invalid number", "error_code": 7}
    return 200, {"id": 1, "cnt": 1, "cost": "3.15", "balance": "10"}


def smsaero(asked: Asked) -> Reply:
    word = base64.b64encode(f"school@pochta.example:{SECRET}".encode()).decode()
    if asked.headers["Authorization"] != f"Basic {word}":
        return 401, {
            "success": False,
            "data": None,
            "message": "Your request was made with invalid credentials.",
        }
    if asked.path == "/v2/sms/status":
        status = {"1": 1, "2": 3, "3": 2}[asked.said["id"]]
        return 200, {"success": True, "data": {"id": 1, "status": status, "cost": "4.99"}}
    if asked.said["number"] != PHONE[1:]:
        return 400, {
            "success": False,
            "data": {"number": ["wrong"]},
            "message": "Validation error.",
        }
    return 200, {"success": True, "data": {"id": 1, "status": 0, "cost": 3.15}, "message": None}


def exolve(asked: Asked) -> Reply:
    if asked.headers["Authorization"] != f"Bearer {SECRET}":
        return 401, {"error": {"code": "2", "message": "unauthorized"}}
    if asked.path == "/messaging/v1/GetList":
        words = {"1": "DELIVERED", "2": 3, "3": "UNDELIVERED"}  # what a number means is not told
        return 200, {"messages": [{"delivery_status": words[asked.said["message_id"]]}]}
    if asked.said["destination"] != PHONE[1:]:
        return 400, {"error": {"code": "3", "message": "Destination is invalid"}}
    return 200, {"message_id": "1"}


SERVICES = {"smsc": smsc, "smsaero": smsaero, "exolve": exolve}


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("smsc", Accepted("1", Decimal("3.15"))),
        ("smsaero", Accepted("1", Decimal("3.15"))),
        ("exolve", Accepted("1")),
    ],
)
def test_a_message_is_taken_with_its_text_and_sender(name: str, accepted: Accepted) -> None:
    with http(SERVICES[name]) as service:
        assert MADE[name](service.url).send(sending()) == accepted
    [asked] = service.asked
    assert TEXT in asked.said.values()
    assert "Parta" in asked.said.values()
    assert "?" not in asked.path  # addresses end in other people's logs


@every_gateway
def test_a_wrong_number_is_told_from_a_failure(name: str) -> None:
    with http(SERVICES[name]) as service, pytest.raises(WrongNumber):
        MADE[name](service.url).send(sending(to="+7199"))


@every_gateway
def test_receipts_tell_what_arrived(name: str) -> None:
    pending = [Pending(number, PHONE) for number in "123"]
    with http(SERVICES[name]) as service:
        found = list(MADE[name](service.url).receipts(pending))
    assert {receipt.reference: receipt.state for receipt in found} == {
        "1": State.DELIVERED,
        "3": State.LOST,
    }


def test_a_receipt_of_sms_aero_corrects_the_price() -> None:
    with http(smsaero) as service:
        found = list(MADE["smsaero"](service.url).receipts([Pending("1", PHONE)]))
    assert found == [Receipt("1", State.DELIVERED, Decimal("4.99"))]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("smsc", lambda url: Smsc(url, "school", "wrong")),
        ("smsaero", lambda url: SmsAero(url, "school@pochta.example", "wrong", "Parta")),
        ("exolve", lambda url: Exolve(url, "wrong", "Parta")),
    ],
)
def test_a_gateway_that_does_not_know_us_is_down(name: str, other: Any) -> None:
    with http(SERVICES[name]) as service, pytest.raises(Down):
        other(service.url).send(sending())


MISBEHAVIOUR: dict[str, Reply] = {
    "broken": (500, {"error": "x"}),
    "behind a broken proxy": (502, b"<html>Bad Gateway</html>"),
    "a page": (200, b"<html>hello</html>"),
    "nothing": (200, b""),
    "a list": (200, []),
    "a word": (200, "ok"),
    "null": (200, None),
    "another object": (200, {"ok": True}),
    "elsewhere": (302, b""),
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
    "packed": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
    "endless": b"HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + b" " * 3_000_000,
    "silent": 3.0,
    "out of money": (402, {"message": "no credits"}),
    "too many": (429, {"message": "slow down"}),
}


@every_gateway
@pytest.mark.parametrize("how", MISBEHAVIOUR)
def test_a_gateway_that_misbehaves_is_down_and_tells_no_secret(
    name: str,
    how: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(over_http, "TIMEOUT", httpx.Timeout(0.3))
    caplog.set_level(logging.DEBUG)
    with http(lambda _: MISBEHAVIOUR[how]) as service:
        gateway = MADE[name](service.url)
        with pytest.raises(Down) as down:
            gateway.send(sending())
    assert down.value.__suppress_context__ or down.value.__context__ is None
    for told in (str(down.value), repr(gateway), caplog.text):
        assert SECRET not in told
        assert "407112" not in told
        assert PHONE[1:] not in told


@every_gateway
def test_a_gateway_that_is_not_there_is_down(name: str) -> None:
    with pytest.raises(Down, match="no answer: ConnectError"):
        MADE[name]("http://127.0.0.1:9").send(sending())


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (1, Down),
        (2, Down),
        (3, Down),
        (4, Down),
        (6, Declined),
        (7, WrongNumber),
        (8, Declined),
        (9, Declined),
        ("7", Down),
    ],
)
def test_errors_of_smsc(code: Any, fault: type[Exception]) -> None:
    with http(lambda _: (200, {"error": "…", "error_code": code})) as it, pytest.raises(fault):
        MADE["smsc"](it.url).send(sending())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("smsaero", {"success": False, "data": {"sign": ["unknown"]}}),
        ("exolve", {"error": {"message": "text is forbidden"}}),
    ],
)
def test_other_wrong_fields_are_declined(name: str, said: Any) -> None:
    with http(lambda _: (400, said)) as service, pytest.raises(Declined):
        MADE[name](service.url).send(sending())


def test_a_call_gives_the_last_six_digits_of_its_number() -> None:
    with http(smsc) as service:
        answer = MADE["smsc"](service.url).send(sending("call", text=""))
    assert answer == Accepted("5", Decimal("0.4"), "407112")
    assert service.asked[0].said["mes"] == "code"


@pytest.mark.parametrize("code", ["", "12", "12345x", None])
def test_a_call_without_a_code_is_no_call(code: Any) -> None:
    with http(lambda _: (200, {"id": 5, "code": code})) as service, pytest.raises(Down):
        MADE["smsc"](service.url).send(sending("call"))


def test_one_receipt_of_smsc_comes_as_an_object() -> None:
    with http(lambda _: (200, {"status": 1, "last_timestamp": 1})) as service:
        found = list(MADE["smsc"](service.url).receipts([Pending("9", PHONE)]))
    assert found == [Receipt("9", State.DELIVERED)]
