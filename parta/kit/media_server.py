"""Where the media server is: for our own calls, for browsers, and for the media themselves."""

import ipaddress

from parta.kit import env

LOOPBACK = "127.0.0.1"


def server_url() -> str:
    """The server itself: somebody else's (LIVEKIT_URL), or ours, which listens on this machine."""
    return env.url("LIVEKIT_URL", f"ws://{LOOPBACK}:{env.number('PARTA_MEDIA_PORT', 7880)}")


def public_url() -> str:
    """What browsers are told."""
    return env.url("PARTA_MEDIA_URL", server_url())


def node_ip() -> str:
    """The address to which browsers send voice and picture, when the server is ours."""
    value = env.text("PARTA_MEDIA_NODE_IP", LOOPBACK)
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        raise env.Misconfigured(
            f"PARTA_MEDIA_NODE_IP must be an IP address, not {value!r}."
        ) from None


def over_http(url: str) -> str:
    """The same server by http:// or https://, where `url` says ws:// or wss://."""
    return "http" + url.removeprefix("ws") if url.startswith(("ws:", "wss:")) else url


def over_socket(url: str) -> str:
    """The same server by ws:// or wss://, where `url` says http:// or https://."""
    return "ws" + url.removeprefix("http") if url.startswith(("http:", "https:")) else url
