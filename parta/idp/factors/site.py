"""Under which name and address passkeys are made: by the settings, never by a request."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings


def relying_party() -> str:
    """The host that passkeys belong to (WebAuthn's RP ID); "" where there can be none.

    An IP address has no passkeys, and browsers make them only over https, or on
    a machine's own *.localhost.
    """
    parts = urlsplit(settings.PUBLIC_URL)
    host = parts.hostname or ""
    own = host == "localhost" or host.endswith(".localhost")
    return host if not _is_address(host) and (parts.scheme == "https" or own) else ""


def origin() -> str:
    parts = urlsplit(settings.PUBLIC_URL)
    return f"{parts.scheme}://{parts.netloc}"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
