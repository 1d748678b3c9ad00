"""The mark that says since when a request has wanted a fresh sign-in.

It rides in the address through the sign-in page.  Signed, short-lived and bound
to the request's code_challenge, so that one request's sign-in can't be shown to
another, and nobody can walk past the page by editing the address.
"""

from datetime import datetime, timedelta

from django.core import signing

SALT = "parta.fresh"
LIVES = timedelta(hours=1)  # as long as a pushed request waits


def mark(now: datetime, code_challenge: str) -> str:
    return signing.dumps([now.timestamp(), code_challenge], salt=SALT)


def since(text: str, code_challenge: str) -> float | None:
    """Unix seconds of the mark, or None when it is old, altered or another request's."""
    try:
        at, challenge = signing.loads(text, salt=SALT, max_age=LIVES)
    except signing.BadSignature:
        return None
    return float(at) if challenge == code_challenge else None
