"""Whether something answers at an address."""

import http.client
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 3


def answers(url: str) -> bool:
    """Whether an HTTP server answers there without an error of its own (status below 500)."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
