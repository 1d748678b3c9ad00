"""Numbered events for open pages.

The database row is the truth; the hub only delivers.  The rule in prose:
docs/rules/live.md.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parta.live.announce import heads as heads
    from parta.live.announce import signal as signal
    from parta.live.revoke import kick as kick

_HOMES = {
    "heads": "announce",
    "signal": "announce",
    "kick": "revoke",
}


def __getattr__(name: str) -> Any:
    """Load what needs Django only when asked for: the hub imports this package too."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
