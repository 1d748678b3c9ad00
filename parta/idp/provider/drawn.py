"""What a form draws before it is pressed, so that a second press makes nothing new.

A page pressed twice sends twice, and the browser follows the last answer alone: both
answers must show the one secret that lives.  It follows from what the form has drawn and
a key of this installation; what was drawn is kept nowhere.
"""

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta

from parta.kit import keys

ONE_PRESS = timedelta(minutes=1)
"""A form that comes again later is a reload: by then the secret has been shown its once."""
SHAPE = re.compile(r"[\w-]{43}", re.ASCII)


def draw() -> str:
    return secrets.token_urlsafe(32)


def readable(typed: str) -> str:
    """What came with a form; drawn anew where that can't be what a form has drawn."""
    return typed if SHAPE.fullmatch(typed) else draw()


def client_id(drawn: str) -> str:
    return _text(_of("client_id", drawn)[:12])


def secret(drawn: str, client: str) -> str:
    """256 bits, as text of 43 characters."""
    return _text(_of(f"secret of {client}", drawn))


def _of(what: str, drawn: str) -> bytes:
    key = keys.secret("drawn-clients").encode()
    return hmac.digest(key, f"{what}\n{drawn}".encode(), "sha256")


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
