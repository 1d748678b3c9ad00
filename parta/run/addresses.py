"""Where each process listens: settings, defaults, and what can be asked of a port."""

import ipaddress
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from parta.kit import env
from parta.run.trouble import Trouble

SITES = ("school", "civic", "learnid")


@dataclass(frozen=True, slots=True)
class Address:
    """One listening socket; `setting` is the variable that moves it."""

    setting: str
    host: str
    port: int
    udp: bool = False

    @property
    def loopback(self) -> bool:
        return loopback(self.host)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Place:
    """What browsers are told (`url`) and where the process listens (`listen`), both settings."""

    url: str
    listen: str
    default: str


PLACES = {
    "school": Place("PARTA_SCHOOL_URL", "PARTA_SCHOOL_LISTEN", "http://127.0.0.1:8000"),
    "civic": Place("PARTA_CIVIC_URL", "PARTA_CIVIC_LISTEN", "http://127.0.0.1:8001"),
    "learnid": Place("PARTA_LEARNID_URL", "PARTA_LEARNID_LISTEN", "http://127.0.0.1:8002"),
    "hub": Place("PARTA_HUB_URL", "PARTA_HUB_LISTEN", "ws://127.0.0.1:8003"),
}


def public_url(name: str) -> str:
    return env.url(PLACES[name].url, PLACES[name].default)


def listen_address(name: str) -> Address:
    """The listen setting of `name`, else the public URL's port when that is on loopback."""
    place = PLACES[name]
    url, default = urlsplit(public_url(name)), urlsplit(place.default)
    port = url.port if loopback(url.hostname or "") and url.port else default.port
    return parse(place.listen, env.text(place.listen, f"127.0.0.1:{port}"))


def parse(setting: str, value: str) -> Address:
    """`host:port` as an Address; the host may be an IPv6 address in brackets."""
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise env.Misconfigured(f"{setting} must be host:port, not {value!r}.")
    return Address(setting, host.strip("[]"), int(port))


def media_addresses() -> tuple[Address, Address, Address]:
    """Signalling, media over TCP and media over UDP of our own media server."""
    port, tcp, udp = "PARTA_MEDIA_PORT", "PARTA_MEDIA_TCP_PORT", "PARTA_MEDIA_UDP_PORT"
    return (
        Address(port, "127.0.0.1", env.number(port, 7880)),
        Address(tcp, "127.0.0.1", env.number(tcp, 7881)),
        Address(udp, "127.0.0.1", env.number(udp, 7882), udp=True),
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


def require_private_messages(sites: Mapping[str, Address]) -> None:
    """Messages go to a file with codes in the clear: allowed only where nobody else can come."""
    for name, address in sites.items():
        if not address.loopback:
            raise Trouble(
                f"Messages with sign-in codes still go to a file, so {name} may not listen on "
                f"{address}: set {address.setting} to a loopback address such as 127.0.0.1."
            )
