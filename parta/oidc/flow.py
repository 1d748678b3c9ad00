"""Two halves of a sign-in: the way to the provider, and the way back."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import uuid4

from django.http import HttpRequest

from parta.oidc.dialect import Ask, Dialect, Leave, Outgoing
from parta.oidc.dialects.plain import Plain
from parta.oidc.pending import new, remember, take
from parta.oidc.provider import Registration
from parta.oidc.redeem import Identity
from parta.oidc.refusal import Flaw, Refusal, Stop, Why

__all__ = [
    "Ask",
    "Leave",
    "begin",
    "brings_state_back",
    "complete",
    "look",
    "sign_out_url",
    "tells_of_logouts",
]

PLAIN: Final = Plain()


def begin(
    request: HttpRequest, registration: Registration, ask: Ask | None = None
) -> str | Refusal:
    """The address at the provider where the browser goes next."""
    ask = ask or Ask()
    anew = "login" in ask.extra.get("prompt", "").split()
    pending = new(registration.issuer, ask.max_age, ask.keep, anew=anew)
    outgoing = Outgoing(str(uuid4()), pending, ask)
    try:
        url = _dialect(registration).address(registration, outgoing)
    except Stop as stop:
        return Refusal(stop.why, stop.detail, ask.keep)
    remember(request.session, outgoing.state, pending)
    return url


def complete(request: HttpRequest, registration: Registration) -> Identity | Refusal:
    """Who came back, by the parameters of `request`.  Each answer is taken once."""
    kept: Mapping[str, Any] = {}
    try:
        answer = _once_each(request)
        pending = take(request.session, answer.get("state", ""), registration.issuer)
        kept = pending.kept
        return _dialect(registration).identify(registration, pending, answer)
    except Stop as stop:
        return Refusal(stop.why, stop.detail, kept)


def sign_out_url(registration: Registration, leave: Leave) -> str:
    """Where the browser ends the provider's session; "" where that can't be asked for now."""
    return _dialect(registration).leave(registration, leave)


def brings_state_back(registration: Registration) -> bool:
    """Whether a browser that leaves there comes back with the state of Leave."""
    return _dialect(registration).brings_state_back


def tells_of_logouts(registration: Registration) -> bool:
    """Whether a logout token of it is worth reading."""
    return _dialect(registration).tells_of_logouts


def look(registration: Registration, settings: str) -> Iterator[str]:
    """What is wrong with the provider as it is set, each thing in a sentence for the operator."""
    return _dialect(registration).look(registration, settings)


def _dialect(registration: Registration) -> Dialect:
    return registration.dialect or PLAIN


def _once_each(request: HttpRequest) -> dict[str, str]:
    """The parameters that came back; one given twice is nobody's honest answer."""
    answer = {name: values[-1] for name, values in request.GET.lists()}
    if any(len(values) > 1 for _, values in request.GET.lists()):
        raise Stop(Why.UNTRUSTED, Flaw.REPEATED)
    return answer
