"""Whose address a request has: the unit that limits count."""

from ipaddress import ip_address, ip_network


def subscriber(address: str) -> str:
    """An IPv4 address itself; for IPv6 the /64 that one subscriber gets."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))
