"""Where a request came from, and the part of it that may be kept."""

import ipaddress

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's address; "" when there is none.

    X-Forwarded-For is believed only from a proxy on this machine, and only its
    last entry: the one that this proxy has written itself.
    """
    peer = str(request.META.get("REMOTE_ADDR") or "")
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR") or "")
    if forwarded and (address := _parsed(peer)) and address.is_loopback:
        last = forwarded.rsplit(",", 1)[-1].strip()
        return last if _parsed(last) else peer
    return peer


def network(address: str) -> str:
    """The /24 (IPv6: /48) that holds `address`: enough to see a pattern, not a household."""
    parsed = _parsed(address)
    if parsed is None:
        return ""
    prefix = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network((parsed, prefix), strict=False))


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None
