"""Where each process listens: settings, defaults, and what can be asked of a port."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass

from parta.kit import env
from parta.kit.listen import listen, loopback
from parta.kit.media_server import LOOPBACK, node_ip
from parta.run.trouble import Trouble

ANYWHERE = "0.0.0.0"  # noqa: S104 - media: TCP, and UDP of a server that others shall reach
LISTEN_SETTINGS = {
    "school": "PARTA_SCHOOL_LISTEN",
    "civic": "PARTA_CIVIC_LISTEN",
    "learnid": "PARTA_LEARNID_LISTEN",
    "hub": "PARTA_HUB_LISTEN",
    "bank": "PARTA_BANK_LISTEN",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One listening socket; `setting` is the variable that moves it."""

    setting: str
    host: str
    port: int
    udp: bool = False

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def address_of(name: str) -> Address:
    """Where the site, or the hub, called `name` listens."""
    return Address(LISTEN_SETTINGS[name], *listen(name))


def media_addresses() -> tuple[Address, Address, Address]:
    """Signalling, media over TCP and media over UDP of our own media server.

    It can't be told where to listen for media over TCP: it takes every interface.
    """
    udp_host = LOOPBACK if loopback(node_ip()) else ANYWHERE
    port, tcp, udp = "PARTA_MEDIA_PORT", "PARTA_MEDIA_TCP_PORT", "PARTA_MEDIA_UDP_PORT"
    return (
        Address(port, LOOPBACK, env.number(port, 7880)),
        Address(tcp, ANYWHERE, env.number(tcp, 7881)),
        Address(udp, udp_host, env.number(udp, 7882), udp=True),
    )


def require_free(addresses: Iterable[Address]) -> None:
    """Raise Trouble for the first address that another program holds."""
    for address in addresses:
        try:
            _bind(address)
        except OSError as error:
            raise Trouble(
                f"Port {address.port} on {address.host} can't be used ({error.strerror}): "
                f"end the program that holds it, or set {address.setting} to another."
            ) from None


def _bind(address: Address) -> None:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM if address.udp else socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0 if address.udp else 1)
        trial.bind((address.host, address.port))
