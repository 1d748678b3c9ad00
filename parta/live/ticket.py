"""Tickets to the hub: who may listen to what, signed by the site.  No Django.

A ticket is `base64url(JSON) "." base64url(HMAC-SHA256)`.  It opens a socket or
renews one; it can be used more than once while it lives, which is why it lives
so shortly.  Site and hub share the machine's clock.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta

LIVES = timedelta(seconds=60)
LARGEST_BYTES = 4000
"""The hub takes frames of 4 KB, and a ticket is one frame."""


@dataclass(frozen=True, slots=True)
class Ticket:
    person: str
    rooms: frozenset[str]
    session: str  # "" or session_mark() of the browser's session


def session_mark(session_key: str | None) -> str:
    """A name for a session that doesn't give the session away."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:16] if session_key else ""


def write(ticket: Ticket, secret: str, now: float) -> str:
    """`now` is Unix time in seconds.  Raises ValueError if the rooms don't fit one frame."""
    claims = {
        "u": ticket.person,
        "r": sorted(ticket.rooms),
        "s": ticket.session,
        "x": int(now + LIVES.total_seconds()),
    }
    payload = _text(json.dumps(claims, separators=(",", ":")).encode())
    text = f"{payload}.{_seal(payload, secret)}"
    if len(text) > LARGEST_BYTES:
        raise ValueError(f"{len(ticket.rooms)} rooms don't fit a ticket.")
    return text


def read(text: str, secret: str, now: float) -> Ticket | None:
    """The ticket, or None when it is forged, damaged or over."""
    payload, _, seal = text.partition(".")
    if not text.isascii() or not hmac.compare_digest(_seal(payload, secret), seal):
        return None
    claims = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    if claims["x"] <= now:
        return None
    return Ticket(claims["u"], frozenset(claims["r"]), claims["s"])


def _seal(payload: str, secret: str) -> str:
    return _text(hmac.digest(secret.encode(), b"ticket:" + payload.encode(), "sha256"))


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
