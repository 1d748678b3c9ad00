"""Where a person is signed in: a row beside each browser session, to be seen and ended."""

from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.http import HttpRequest

from parta.idp.accounts.agents import words
from parta.idp.accounts.models import SignedIn
from parta.kit import clock
from parta.kit.address import client_address, network

LIVES = timedelta(seconds=settings.SESSION_COOKIE_AGE)
SEEN_EACH = timedelta(hours=1)
"""How often a use of the session is written down; it also makes the session live on."""

ENDED = Signal()
"""`sids` are over; sent inside the transaction that ends them.  (Signing out has Django's own.)"""


def note(request: HttpRequest, account: UUID, sid: str, again: bool) -> None:
    """The session has begun; or, `again`, it goes on under another key.

    Inside the caller's transaction, which also writes the session.
    """
    now = clock.now()
    row: dict[str, Any] = {
        "account_id": account,
        "session_key": request.session.session_key,
        "agent": words(request.headers.get("User-Agent", "")),
        "network": network(client_address(request)),
        "at": now,
        "seen_at": now,
    }
    if not again or not SignedIn.objects.filter(sid=sid).update(**row):
        SignedIn.objects.create(sid=sid, **row)


def moved(request: HttpRequest, sid: str) -> None:
    """The same session under another key."""
    with transaction.atomic():
        SignedIn.objects.filter(sid=sid).update(session_key=request.session.session_key)


def seen(sid: str) -> None:
    with transaction.atomic():
        SignedIn.objects.filter(sid=sid).update(seen_at=clock.now())


def of(account: UUID) -> QuerySet[SignedIn]:
    """The living sessions of a person, last seen first."""
    rows = SignedIn.objects.filter(account_id=account, seen_at__gt=clock.now() - LIVES)
    return rows.order_by("-seen_at")


def end(which: QuerySet[SignedIn]) -> list[str]:
    """End the sessions in their browsers; the sids of those that ended."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    with transaction.atomic():
        rows = list(which.select_for_update())
        for row in rows:
            store().delete(row.session_key)
        sids = [row.sid for row in rows]
        SignedIn.objects.filter(pk__in=sids).delete()
        if sids:
            ENDED.send(SignedIn, sids=sids)
    return sids


def forget(sid: str) -> None:
    with transaction.atomic():
        SignedIn.objects.filter(sid=sid).delete()
