"""SMPP 3.4: any operator's or aggregator's centre of short messages.

A session for each message and each look for receipts, one after the other: bind,
say, unbind.  A Russian text goes as UCS-2, a long one in parts with a user data
header.  The last part asks for a receipt, which comes as deliver_sm, sooner or later.
"""

import logging
import re
import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from smpplib import client, consts, exceptions, gsm

from parta.kit import env
from parta.kit.notify.gateway import (
    Accepted,
    Declined,
    Down,
    Fault,
    Pending,
    Receipt,
    Sending,
    WrongNumber,
)
from parta.kit.notify.rules import State

TIMEOUT_SECONDS = 5
QUIET_SECONDS = 1.0
"""A look for receipts ends after so long without one."""
LOOK_SECONDS = 10.0
WRONG_NUMBER = {consts.SMPP_ESME_RINVDSTADR, consts.SMPP_ESME_RINVDSTTON}
DECLINED = {consts.SMPP_ESME_RTHROTTLED, consts.SMPP_ESME_RMSGQFUL, consts.SMPP_ESME_RSUBMITFAIL}
PORTS = {"smpp": 2775, "smpps": 2776}
FIELD = re.compile(r"\b(id|stat):(\S+)")
STATES = {
    "DELIVRD": State.DELIVERED,
    **dict.fromkeys(("EXPIRED", "DELETED", "UNDELIV", "REJECTD"), State.LOST),
}
"""SMPP 3.4, appendix B: the words of a receipt."""


# Below this level the library writes packets down, with passwords and texts.
logging.getLogger("parta.kit.notify.smpp").setLevel(logging.WARNING)


class Session(client.Client):  # type: ignore[misc]
    """The library's client, which alone would not look whose certificate it is."""

    def _create_socket(self) -> socket.socket:
        plain = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        plain.settimeout(self.timeout)
        if self._ssl_context is None:
            return plain
        secure: socket.socket = self._ssl_context.wrap_socket(plain, server_hostname=self.host)
        return secure


@dataclass(frozen=True)
class Smpp:
    host: str
    port: int
    login: str
    password: str = field(repr=False)
    sender: str
    trust: ssl.SSLContext | None = field(default=None, repr=False, compare=False)
    early: "SimpleQueue[Receipt]" = field(default_factory=SimpleQueue, repr=False, compare=False)
    alone: Any = field(default_factory=Lock, repr=False, compare=False)
    """Held for each session: many centres allow an account one at a time."""
    name: ClassVar[str] = "smpp"
    remote: ClassVar[bool] = True
    reports: ClassVar[bool] = True

    def send(self, sending: Sending) -> Accepted:
        parts, coding, esm_class = gsm.make_parts(sending.text, _coding(sending.text))
        with self._session() as session:
            for number, part in enumerate(parts, start=1):
                session.send_message(
                    **self._addresses(sending.to),
                    short_message=part,
                    data_coding=coding,
                    esm_class=esm_class,
                    validity_period=_validity(sending),
                    registered_delivery=number == len(parts),
                )
                reference = self._submitted(session)
        return Accepted(reference)

    def receipts(self, pending: Sequence[Pending]) -> Iterable[Receipt]:  # noqa: ARG002
        """All that have come: the centre tells each once, whichever messages are asked about."""
        with self._session() as session:
            session._socket.settimeout(QUIET_SECONDS)
            ends_at = time.monotonic() + LOOK_SECONDS
            with suppress(TimeoutError):
                while time.monotonic() < ends_at:
                    self._read(session)
        return [self.early.get() for _ in range(self.early.qsize())]

    def _addresses(self, to: str) -> dict[str, Any]:
        number = self.sender.isdecimal()
        return {
            "source_addr_ton": consts.SMPP_TON_INTL if number else consts.SMPP_TON_ALNUM,
            "source_addr_npi": consts.SMPP_NPI_ISDN if number else consts.SMPP_NPI_UNK,
            "source_addr": self.sender,
            "dest_addr_ton": consts.SMPP_TON_INTL,
            "dest_addr_npi": consts.SMPP_NPI_ISDN,
            "destination_addr": to.lstrip("+"),
        }

    @contextmanager
    def _session(self) -> Iterator[Any]:
        with self.alone, self._bound() as session:
            yield session

    @contextmanager
    def _bound(self) -> Iterator[Any]:
        session = Session(
            self.host,
            self.port,
            timeout=TIMEOUT_SECONDS,
            ssl_context=self.trust,
            allow_unknown_opt_params=True,
            logger_name="parta.kit.notify.smpp",
        )
        try:
            session.connect()
            session.bind_transceiver(system_id=self.login, password=self.password)
            yield session
        except (exceptions.PDUError, exceptions.ConnectionError, OSError, ValueError) as error:
            raise _fault(error) from None
        finally:
            _close(session)

    def _submitted(self, session: Any) -> str:
        """The name that the centre gives to the message that was sent last."""
        while True:
            answer = self._read(session)
            if answer.command == "submit_sm_resp":
                return _text(answer.message_id)

    def _read(self, session: Any) -> Any:
        """The next packet; questions of the centre are answered, receipts put aside."""
        packet = session.read_pdu()
        if packet.is_error():
            raise exceptions.PDUError(str(packet.command), int(packet.status))
        if packet.command == "deliver_sm":
            if receipt := _receipt(packet):
                self.early.put(receipt)
            session.set_message_received_handler(lambda **_: None)
            session._message_received(packet)
        elif packet.command == "enquire_link":
            session._enquire_link_received(packet)
        elif packet.command == "unbind":
            raise exceptions.ConnectionError
        return packet


def _coding(text: str) -> int:
    return int(consts.SMPP_ENCODING_DEFAULT if text.isascii() else consts.SMPP_ENCODING_ISO10646)


def _validity(sending: Sending) -> str:
    """How long the centre tries: SMPP 3.4, 7.1.1, relative time."""
    seconds = max(int(sending.lives.total_seconds()), 60)
    days, rest = divmod(seconds, 24 * 3600)
    return f"0000{days:02}{rest // 3600:02}{rest // 60 % 60:02}{rest % 60:02}000R"


def _receipt(packet: Any) -> Receipt | None:
    told = dict(FIELD.findall(_text(packet.short_message)))
    state = STATES.get(told.get("stat", ""))
    reference = _text(packet.receipted_message_id) or told.get("id", "")
    return Receipt(reference, state) if state and reference else None


def _text(value: bytes | str | None) -> str:
    said = value.decode("ascii", "replace") if isinstance(value, bytes) else value or ""
    return said.rstrip("\0")


def _close(session: Any) -> None:
    with suppress(Exception):
        session.unbind()
    with suppress(Exception):
        session.disconnect()


def _fault(error: Exception) -> Fault:
    if isinstance(error, exceptions.PDUError):
        status = error.args[1] if len(error.args) > 1 else 0
        words = f"SMPP status {status}"
        if status in WRONG_NUMBER:
            return WrongNumber(words)
        return Declined(words) if status in DECLINED else Down(words)
    if isinstance(error, socket.timeout):
        return Down("no answer in time")
    return Down(f"no answer: {type(error).__name__}")


def from_environment() -> Smpp:
    parts = urlsplit(env.required("PARTA_SMPP_URL"))
    if parts.scheme not in PORTS or not parts.hostname:
        raise env.Misconfigured(
            "PARTA_SMPP_URL must be smpp://login:password@host:2775, or smpps://… for TLS."
        )
    return Smpp(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        login=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=env.required("PARTA_SMPP_SENDER"),
        trust=ssl.create_default_context() if parts.scheme == "smpps" else None,
    )
