"""The challenge of a passkey: made for one browser and one purpose, lives shortly, serves once.

It carries its own proof, so that a mere visit to the sign-in leaves no row behind:
moment and noise, signed together with the browser's secret (which a sign-in
changes) and the purpose.  What leaves a row is the answer to it.
"""

import hashlib
import hmac
import os
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac

from parta.idp.factors.models import SpentChallenge
from parta.kit import clock

LIVES = timedelta(minutes=15)
TIME_BYTES, NOISE_BYTES = 8, 24


def new(request: HttpRequest, purpose: str) -> bytes:
    """`purpose` says what the answer does, and for whom: an answer to one is none to another."""
    at = int(clock.now().timestamp()).to_bytes(TIME_BYTES, "big")
    body = at + os.urandom(NOISE_BYTES)
    return body + _mac(request, body, purpose)


def spend(request: HttpRequest, challenge: bytes, purpose: str) -> bool:
    """Whether it is ours, living, this browser's, for this, and answered for the first time."""
    body, mac = challenge[: TIME_BYTES + NOISE_BYTES], challenge[TIME_BYTES + NOISE_BYTES :]
    if not hmac.compare_digest(mac, _mac(request, body, purpose)):
        return False
    expires_at = datetime.fromtimestamp(int.from_bytes(body[:TIME_BYTES], "big"), UTC) + LIVES
    return clock.now() < expires_at and _first(challenge, expires_at)


def _first(challenge: bytes, expires_at: datetime) -> bool:
    key = hashlib.sha256(challenge).hexdigest()
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(key=key, expires_at=expires_at)
    except IntegrityError:
        return False
    return True


def _mac(request: HttpRequest, body: bytes, purpose: str) -> bytes:
    get_token(request)
    said = "\n".join((body.hex(), purpose, request.META["CSRF_COOKIE"]))
    return salted_hmac("parta.factors.challenge", said, algorithm="sha256").digest()
