"""One-time codes that prove a phone or an e-mail: docs/rules/codes.md."""

from typing import TYPE_CHECKING, Any

from parta.idp.codes.rules import Purpose as Purpose
from parta.idp.codes.rules import Refusal as Refusal
from parta.idp.codes.rules import Why as Why

if TYPE_CHECKING:
    from parta.idp.codes.challenge import Challenge as Challenge
    from parta.idp.codes.challenge import Proof as Proof
    from parta.idp.codes.challenge import check as check
    from parta.idp.codes.challenge import current as current
    from parta.idp.codes.challenge import issue as issue
    from parta.idp.codes.challenge import resend as resend
    from parta.idp.codes.step import Step as Step
    from parta.idp.codes.step import code_step as code_step

_HOMES = {
    "Challenge": "challenge",
    "Proof": "challenge",
    "check": "challenge",
    "current": "challenge",
    "issue": "challenge",
    "resend": "challenge",
    "Step": "step",
    "code_step": "step",
}


def __getattr__(name: str) -> Any:
    """Load what needs tables only when asked for: the settings import this package too."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
