"""Why a sign-in with another provider did not come about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """Reasons for the person.  Stable: pages and tests key on them."""

    UNREACHABLE = "provider-unreachable"  # no answer in time, or none that can be read
    UNTRUSTED = "answer-untrusted"  # an answer that fails a check: see Flaw
    EXPIRED = "request-expired"  # not begun in this browser, too old, or used already
    DENIED = "access-denied"  # the person said no
    SILENT = "interaction-required"  # prompt=none, but the person has to be asked
    STALE = "signed-in-before"  # somebody was signed in there, and it can't be told to ask anew
    REFUSED = "provider-refused"  # any other error of the protocol


class Flaw(StrEnum):
    """What exactly was wrong with an answer.  For the audit, never for the page."""

    NO_ID_TOKEN = "no-id-token"  # noqa: S105
    SIGNATURE = "signature"  # not one of the provider's keys, or not RS256 or ES256
    ISSUER = "issuer"
    AUDIENCE = "audience"
    EXPIRY = "expiry"
    ISSUED_AT = "issued-at"
    NONCE = "nonce"
    SUBJECT = "subject"
    ACCESS_TOKEN = "access-token"  # noqa: S105  at_hash or token_type
    AUTH_TIME = "auth-time"
    USERINFO = "userinfo"  # of another subject
    MIX_UP = "mix-up"  # the answer came from another issuer, or does not say from which
    REPEATED = "repeated-parameter"
    STATE = "state"  # the answer to a token request belongs to another
    TYPE = "type"  # a token for something else
    EVENT = "event"  # a logout token that tells of no logout
    SESSION = "session"  # a logout token that names neither session nor subject
    REPLAYED = "replayed"  # a token that was used already
    DIALECT = "dialect"  # a logout token of a provider that sends none


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why
    detail: str = ""
    kept: Mapping[str, Any] = field(default_factory=dict)
    """What begin() was asked to keep; empty unless the request is known."""


class Stop(Exception):
    """Ends a flow from within; flow.py turns it into its Refusal."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}")
        self.why, self.detail = why, detail


NEEDS_PERSON = {
    "login_required",
    "consent_required",
    "interaction_required",
    "account_selection_required",
}


def protocol_error(given: object) -> Stop:
    """What a provider's `error` means for the person."""
    error = "".join(filter(str.isprintable, str(given)))[:100]
    if error == "access_denied":
        return Stop(Why.DENIED)
    if error in NEEDS_PERSON:
        return Stop(Why.SILENT, error)
    if error in {"server_error", "temporarily_unavailable"}:
        return Stop(Why.UNREACHABLE, error)
    return Stop(Why.REFUSED, error)
