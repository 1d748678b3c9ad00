"""Proofs beside the password: passkeys, one-time passwords, recovery codes.

Guarantees: docs/rules/factors.md.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parta.idp.factors.arrive import awaits_second as awaits_second
    from parta.idp.factors.arrive import go_on as go_on
    from parta.idp.factors.arrive import is_due as is_due
    from parta.idp.factors.arrive import to_second as to_second
    from parta.idp.factors.gate import demanded as demanded
    from parta.idp.factors.standing import forget_all as forget_all
    from parta.idp.factors.standing import required as required

_HOMES = {
    "awaits_second": "arrive",
    "demanded": "gate",
    "forget_all": "standing",
    "go_on": "arrive",
    "is_due": "arrive",
    "required": "standing",
    "to_second": "arrive",
}


def __getattr__(name: str) -> Any:
    """Load what needs tables only when asked for: the apps are not ready before."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
