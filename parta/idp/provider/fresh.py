"""The mark that says since when a request has wanted a fresh sign-in.

It rides in the address through the sign-in page.  Signed, short-lived and bound
to the request, so that one request's sign-in can't be shown to another, and
nobody can walk past the page by editing the address.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core import signing

PARAMETER = "fresh"
SALT = "parta.fresh"
LIVES = timedelta(hours=1)  # as long as a pushed request waits


def bound_to(code_challenge: str, parameters: Mapping[str, str]) -> str:
    """What tells this request from every other: its challenge, or all of it where it has none."""
    if code_challenge:
        return code_challenge
    return hashlib.sha256(json.dumps(sorted(parameters.items())).encode()).hexdigest()


def mark(now: datetime, request: str) -> str:
    return signing.dumps([now.timestamp(), request], salt=SALT)


def since(text: str, request: str) -> float | None:
    """Unix seconds of the mark, or None when it is old, altered or another request's."""
    try:
        at, of = signing.loads(text, salt=SALT, max_age=LIVES)
    except signing.BadSignature:
        return None
    return float(at) if of == request else None
