"""Where a process of this installation listens, and whether strangers can reach it.

PARTA_<NAME>_LISTEN is `host:port`.  Without it a process listens on 127.0.0.1,
at the port of its public URL when that names this machine, else at its default
port: behind a proxy.
"""

import ipaddress
from urllib.parse import urlsplit

from parta.kit import env

PORTS = {"school": 8000, "civic": 8001, "learnid": 8002, "hub": 8003, "bank": 8004}
SITES = ("school", "civic", "learnid")
DEMO_SITES = ("bank",)
"""Those that run with the demo alone."""
URL_SETTINGS = {
    "school": "PARTA_SCHOOL_URL",
    "civic": "PARTA_CIVIC_URL",
    "learnid": "PARTA_LEARNID_URL",
    "bank": "PARTA_BANK_URL",
}


def public_url(site: str) -> str:
    """What browsers are told."""
    return env.url(URL_SETTINGS[site], f"http://127.0.0.1:{PORTS[site]}")


def listen(name: str) -> tuple[str, int]:
    """Host and port for `name`, one of PORTS."""
    public = urlsplit(env.text(f"PARTA_{name.upper()}_URL"))
    port = public.port if loopback(public.hostname or "") else None
    return parse(
        f"PARTA_{name.upper()}_LISTEN",
        env.text(f"PARTA_{name.upper()}_LISTEN", f"127.0.0.1:{port or PORTS[name]}"),
    )


def parse(setting: str, value: str) -> tuple[str, int]:
    """`host:port`; an IPv6 host stands in brackets."""
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise env.Misconfigured(f"{setting} must be host:port, not {value!r}.")
    return host.strip("[]"), int(port)


def loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def open_to_strangers() -> list[str]:
    """The settings through which other machines can reach a site; [] on a machine of one's own.

    A proxy in front shows in the public URL alone.
    """
    sites = (*SITES, *DEMO_SITES)
    return [setting for site in sites for setting, host in _hosts(site) if not loopback(host)]


def _hosts(site: str) -> list[tuple[str, str]]:
    public = urlsplit(public_url(site)).hostname or ""
    return [(URL_SETTINGS[site], public), (f"PARTA_{site.upper()}_LISTEN", listen(site)[0])]
