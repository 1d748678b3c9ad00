"""What a provider's dialect of OAuth has to do; flow.py leaves the rest of it to no site.

Each dialect says the same in its provider's words: here is the address, this is
who came back.  What it raises is a Stop.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from parta.oidc.pending import Pending
from parta.oidc.provider import Registration
from parta.oidc.redeem import Identity


@dataclass(frozen=True, slots=True)
class Ask:
    """What this sign-in wants beyond the usual."""

    keep: Mapping[str, Any] = field(default_factory=dict)
    """JSON that comes back with the answer; the provider never sees it."""
    max_age: timedelta | None = None
    """The person must have proved themselves to the provider no longer ago."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """More parameters of the request: prompt, login_hint, claims, …"""
    pushed: Mapping[str, str] = field(default_factory=dict)
    """Those that must not stand in an address: left out where nothing can be pushed."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One request on its way to the provider."""

    state: str  # a UUID, for providers that take nothing else
    pending: Pending
    ask: Ask


@dataclass(frozen=True, slots=True)
class Leave:
    """How the browser leaves a provider, and comes back (RP-Initiated Logout 1.0)."""

    id_token: str  # of the sign-in; "" where there was none: the provider may ask the person
    back: str  # the registered address to return to
    state: str


class Dialect(Protocol):
    @property
    def brings_state_back(self) -> bool:
        """Whether who left there comes back with the state of Leave."""

    @property
    def tells_of_logouts(self) -> bool:
        """Whether it may ever send a logout token (Back-Channel Logout 1.0)."""

    def address(self, registration: Registration, outgoing: Outgoing) -> str:
        """Where the browser goes to sign in."""

    def identify(
        self, registration: Registration, pending: Pending, answer: Mapping[str, str]
    ) -> Identity:
        """Who came back with `answer`, whose state was that of `pending`."""

    def leave(self, registration: Registration, leave: Leave) -> str:
        """Where the browser ends the provider's session; "" where that can't be asked for."""

    def look(self, registration: Registration, settings: str) -> Iterator[str]:
        """What is wrong, each thing in a sentence.  `settings` is how its settings begin."""
