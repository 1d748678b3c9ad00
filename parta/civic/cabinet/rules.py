"""What may be done with the contacts of an account, and what its level still lacks.

Pure.  The rule in prose: docs/rules/registration.md.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum

from parta.idp.accounts.identifiers import Kind


class State(StrEnum):
    """Of one step on the way to the highest level."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


def may_remove(kind: Kind, proved: Collection[Kind]) -> bool:
    """Somebody without a proved contact could neither sign in nor get a lost password back."""
    return kind in proved and len(proved) > 1


def path(level: str, levels: Sequence[str], *, may_rise: bool) -> list[State]:
    """The state of each of `levels`, lowest first; the next one waits for who may not rise yet."""
    reached = levels.index(level)
    coming = State.NOW if may_rise else State.LATER
    return [
        State.DONE if rank <= reached else coming if rank == reached + 1 else State.LATER
        for rank in range(len(levels))
    ]
