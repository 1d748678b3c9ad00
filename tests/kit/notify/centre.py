"""A centre of short messages (smppy) that names messages, splits none, and sends receipts."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from smpp.pdu.operations import DeliverSM
from smpp.pdu.pdu_types import (
    AddrNpi,
    AddrTon,
    CommandStatus,
    DataCoding,
    EsmClass,
    EsmClassMode,
    EsmClassType,
)
from smppy import Application, SmppClient
from smppy.server import SmppProtocol

LOG = logging.getLogger("tests.centre")


@dataclass
class Centre(Application):  # type: ignore[misc]
    """`refuses` answers submissions; `receipts` go to whoever binds next."""

    name: str = "centre"
    logger: Any = LOG
    taken: list[Any] = field(default_factory=list)
    refuses: Any = None
    silent: bool = False
    receipts: list[str] = field(default_factory=list)
    port: int = 0
    bound: int = 0
    most_bound: int = 0
    """Sessions at one time."""

    async def handle_bound_client(self, client: SmppClient) -> SmppClient | None:
        if (client.system_id, client.password) != ("school", "secret"):
            return None
        self.bound += 1
        self.most_bound = max(self.bound, self.most_bound)
        return client

    async def handle_unbound_client(self, client: SmppClient) -> None:
        self.bound -= 1

    async def handle_sms_received(
        self, client: SmppClient, source_number: str, dest_number: str, text: str
    ) -> None:
        pass


class Protocol(SmppProtocol):  # type: ignore[misc]
    """smppy's own answers neither name a message nor refuse one; nor does it split what comes."""

    app: Centre

    async def handle_data_received(self, data: bytes) -> None:
        while data:
            length = int.from_bytes(data[:4], "big")
            packet, data = data[:length], data[length:]
            await self._one(packet)

    async def _one(self, packet: bytes) -> None:
        kind, sequence = packet[4:8], packet[12:16]
        if self.app.silent:
            return
        if kind == b"\0\0\0\x04":
            self._submitted(packet, sequence)
        elif kind == b"\x80\0\0\x05":  # the answer to a receipt
            pass
        else:
            await super().handle_data_received(packet)
            if self.is_bound:
                self._tell()

    def _submitted(self, packet: bytes, sequence: bytes) -> None:
        from io import BytesIO

        from smpp.pdu.pdu_encoding import PDUEncoder

        status = self.app.refuses or CommandStatus.ESME_ROK
        named = b"" if self.app.refuses else f"{len(self.app.taken) + 1}\0".encode()
        if not self.app.refuses:
            self.app.taken.append(PDUEncoder().decode(BytesIO(packet)))
        code = {CommandStatus.ESME_ROK: 0}.get(status, status if isinstance(status, int) else 0)
        head = (16 + len(named)).to_bytes(4, "big") + b"\x80\0\0\x04" + code.to_bytes(4, "big")
        assert self._transport
        self._transport.write(head + sequence + named)

    def _tell(self) -> None:
        for number, text in enumerate(self.app.receipts, start=1):
            self._send_PDU(_receipt(number, text))
        self.app.receipts.clear()


def _receipt(number: int, text: str) -> Any:
    return DeliverSM(
        sequence_number=number,
        source_addr_ton=AddrTon.INTERNATIONAL,
        source_addr_npi=AddrNpi.ISDN,
        source_addr="71991111111",
        dest_addr_ton=AddrTon.ALPHANUMERIC,
        dest_addr_npi=AddrNpi.UNKNOWN,
        destination_addr="Parta",
        esm_class=EsmClass(EsmClassMode.DEFAULT, EsmClassType.SMSC_DELIVERY_RECEIPT),
        data_coding=DataCoding(),
        short_message=text.encode(),
    )


@contextmanager
def running(centre: Centre, tls: Any = None) -> Iterator[Centre]:
    loop = asyncio.new_event_loop()
    made = loop.create_server(lambda: Protocol(app=centre), "127.0.0.1", 0, ssl=tls)
    server = loop.run_until_complete(made)
    centre.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield centre
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.close()
