"""SMPP 3.4 against a real server: parts, codings, receipts, and everything that goes wrong."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from smpp.pdu.pdu_types import (
    AddrTon,
    DataCodingDefault,
    EsmClassGsmFeatures,
    RegisteredDeliveryReceipt,
)
from smpplib import consts

from parta.kit.env import Misconfigured
from parta.kit.notify import smpp
from parta.kit.notify.gateway import Declined, Down, Pending, Receipt, WrongNumber
from parta.kit.notify.rules import State
from parta.kit.notify.smpp import Smpp, from_environment
from tests.kit.notify.centre import Centre, running
from tests.kit.notify.certificate import contexts
from tests.kit.notify.servers import PHONE, TEXT, sending

LONG = "Очень длинное сообщение о том, что урок переносится. " * 3


@pytest.fixture
def centre() -> Iterator[Centre]:
    with running(Centre()) as found:
        yield found


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smpp, "QUIET_SECONDS", 0.1)


def gateway(centre: Any, **changes: Any) -> Smpp:
    known = {"login": "school", "password": "secret", "sender": "Parta"}
    return Smpp(**{"host": "127.0.0.1", "port": centre.port, **known, **changes})


def words(packet: Any) -> str:
    raw: bytes = packet.params["short_message"]
    return raw.decode("utf-16-be")


def test_a_russian_code_is_one_part(centre: Centre) -> None:
    assert gateway(centre).send(sending()).reference == "1"
    [packet] = centre.taken
    said = packet.params
    assert words(packet) == TEXT
    assert said["data_coding"].scheme_data == DataCodingDefault.UCS2
    assert (said["source_addr"], said["destination_addr"]) == ("Parta", "71991111111")
    assert said["source_addr_ton"] == AddrTon.ALPHANUMERIC
    wanted = RegisteredDeliveryReceipt.SMSC_DELIVERY_RECEIPT_REQUESTED
    assert said["registered_delivery"].receipt == wanted


def test_a_long_text_goes_in_parts_that_phones_put_together(centre: Centre) -> None:
    assert gateway(centre).send(sending(text=LONG)).reference == "3"
    heads = [packet.params["short_message"][:6] for packet in centre.taken]
    assert [head[:3] + head[4:] for head in heads] == [b"\5\0\3\3" + bytes([n]) for n in (1, 2, 3)]
    assert len({head[3] for head in heads}) == 1
    said = b"".join(packet.params["short_message"][6:] for packet in centre.taken)
    assert said.decode("utf-16-be") == LONG
    features = [packet.params["esm_class"].gsm_features for packet in centre.taken]
    assert all(set(found) == {EsmClassGsmFeatures.UDHI_INDICATOR_SET} for found in features)


def test_a_plain_text_is_not_blown_up(centre: Centre) -> None:
    gateway(centre, sender="79990000000").send(sending(text="Code 407112"))
    [packet] = centre.taken
    assert packet.params["short_message"] == b"Code 407112"
    assert packet.params["source_addr_ton"] == AddrTon.INTERNATIONAL


def test_a_class_at_once_holds_one_session_at_a_time(centre: Centre) -> None:
    whole = gateway(centre)
    with ThreadPoolExecutor(8) as threads:
        sent = list(threads.map(lambda _: whole.send(sending()).reference, range(16)))
    assert sorted(map(int, sent)) == list(range(1, 17))
    assert centre.most_bound == 1


def test_receipts_come_by_deliver_sm(centre: Centre) -> None:
    centre.receipts = [
        "id:1 sub:001 dlvrd:001 submit date:2611241200 done date:2611241201 stat:DELIVRD err:000",
        "id:2 sub:001 dlvrd:000 stat:UNDELIV err:001",
        "id:3 sub:001 dlvrd:000 stat:ENROUTE err:000",
        "id:99 sub:001 stat:DELIVRD err:000",
        "Здравствуйте".encode("utf-16-be").decode("latin-1"),
    ]
    pending = [Pending(number, PHONE) for number in "1234"]
    assert list(gateway(centre).receipts(pending)) == [
        Receipt("1", State.DELIVERED),
        Receipt("2", State.LOST),
        Receipt("99", State.DELIVERED),  # of a message that was not asked about: it comes once
    ]


def test_a_receipt_that_comes_while_something_is_sent_is_kept(centre: Centre) -> None:
    centre.receipts = ["id:1 stat:DELIVRD err:000"]
    own = gateway(centre)
    assert own.send(sending()).reference == "1"
    assert list(own.receipts([Pending("1", PHONE)])) == [Receipt("1", State.DELIVERED)]


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (consts.SMPP_ESME_RINVDSTADR, WrongNumber),
        (consts.SMPP_ESME_RTHROTTLED, Declined),
        (consts.SMPP_ESME_RMSGQFUL, Declined),
        (consts.SMPP_ESME_RSYSERR, Down),
    ],
)
def test_refusals_of_a_centre(centre: Centre, status: int, fault: type[Exception]) -> None:
    centre.refuses = status
    with pytest.raises(fault, match=f"SMPP status {status}"):
        gateway(centre).send(sending())


def test_a_wrong_password_is_down_and_stands_nowhere(
    centre: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = gateway(centre, password="wrongone")
    with pytest.raises(Down, match="SMPP status"):
        wrong.send(sending())
    own = [record.getMessage() for record in caplog.records if record.name.startswith("parta")]
    for told in (repr(wrong), *own):
        assert "wrongone" not in told
        assert b"wrongone".hex() not in told


def test_a_centre_that_is_silent_or_not_there_is_down(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smpp, "TIMEOUT_SECONDS", 0.3)
    centre.silent = True
    with pytest.raises(Down, match="no answer"):
        gateway(centre).send(sending())
    with pytest.raises(Down, match="no answer"):
        gateway(centre, port=9).send(sending())


def test_a_centre_may_be_reached_by_tls(tmp_path: Path) -> None:
    server, client = contexts(tmp_path)
    with running(Centre(), server) as centre:
        assert gateway(centre, trust=client).send(sending()).reference == "1"


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("smpp://school:p%40ss@smpp.example", ("smpp.example", 2775, "school", "p@ss", False)),
        ("smpps://school@smpp.example:3550", ("smpp.example", 3550, "school", "", True)),
    ],
)
def test_the_centre_is_read_from_its_setting(
    monkeypatch: pytest.MonkeyPatch, url: str, read: Any
) -> None:
    monkeypatch.setenv("PARTA_SMPP_URL", url)
    monkeypatch.setenv("PARTA_SMPP_SENDER", "Parta")
    made = from_environment()
    assert (made.host, made.port, made.login, made.password, made.trust is not None) == read


@pytest.mark.parametrize("url", ["", "smpp.example", "http://smpp.example"])
def test_a_setting_that_can_not_be_used_is_named(monkeypatch: Any, url: str) -> None:
    monkeypatch.setenv("PARTA_SMPP_URL", url)
    with pytest.raises(Misconfigured, match="PARTA_SMPP_URL"):
        from_environment()
