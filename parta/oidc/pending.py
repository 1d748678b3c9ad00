"""Requests on their way: what the answer has to be compared with, once.

They live in the browser's session under their random `state`, so an answer to a
request that this browser did not begin finds nothing here.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from parta.kit import clock
from parta.oidc.refusal import Stop, Why

LIVES = timedelta(hours=1)
"""Time to sign in at the provider: a person may have to register there first."""
AT_ONCE = 5
"""Open requests of one browser: tabs, presses given up.  The oldest goes first."""
SESSION_KEY = "oidc"


@dataclass(frozen=True, slots=True)
class Pending:
    issuer: str
    nonce: str
    verifier: str
    max_age: timedelta | None
    kept: Mapping[str, Any]
    anew_since: datetime | None = None
    """Where the person must sign in anew: when that was asked."""

    def oldest(self, now: datetime) -> datetime | None:
        """No sign-in at the provider before this will do; None: any will."""
        limits = [now - self.max_age] if self.max_age is not None else []
        return max([*limits, *([self.anew_since] if self.anew_since else [])], default=None)


def new(issuer: str, max_age: timedelta | None, kept: Mapping[str, Any], *, anew: bool) -> Pending:
    nonce, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    return Pending(issuer, nonce, verifier, max_age, kept, clock.now() if anew else None)


def remember(session: SessionBase, state: str, pending: Pending) -> None:
    row = {
        "issuer": pending.issuer,
        "nonce": pending.nonce,
        "verifier": pending.verifier,
        "max_age": None if pending.max_age is None else pending.max_age.total_seconds(),
        "kept": dict(pending.kept),
        "anew_since": pending.anew_since and pending.anew_since.timestamp(),
        "until": (clock.now() + LIVES).timestamp(),
    }
    others = list(session.get(SESSION_KEY, {}).items())[1 - AT_ONCE :]
    session[SESSION_KEY] = dict(others) | {state: row}


def take(session: SessionBase, state: str, issuer: str) -> Pending:
    """The request that `state` names; it is gone afterwards."""
    rows = session.get(SESSION_KEY, {})
    row = rows.pop(state, None)
    if row is None:
        raise Stop(Why.EXPIRED, "unknown state")
    session[SESSION_KEY] = rows
    if row["until"] < clock.now().timestamp() or row["issuer"] != issuer:
        raise Stop(Why.EXPIRED, "old state")
    max_age = None if row["max_age"] is None else timedelta(seconds=row["max_age"])
    anew = row["anew_since"] and datetime.fromtimestamp(row["anew_since"], UTC)
    return Pending(issuer, row["nonce"], row["verifier"], max_age, row["kept"], anew)
