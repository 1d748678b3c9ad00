"""What raises the level of an account, and when each step may be made.

Pure.  A level is what is known of a person, so it is raised by evidence alone:
signing in again gives nothing and takes nothing.  The rule in prose:
docs/rules/levels.md.
"""

from dataclasses import dataclass
from enum import StrEnum

SIMPLIFIED, STANDARD, CONFIRMED = LADDER = ("simplified", "standard", "confirmed")
GROWN_UP = 14  # years: from then on the diary asks for a confirmed account


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the account holds besides a name, a birth date and a proved contact."""

    document: bool = False  # data of a passport or a birth certificate
    snils: bool = False  # with a right checksum
    seen: bool = False  # a clerk has compared the paper with the data and with the face
    bank: bool = False  # a bank in which the person signed in knows them by the same data


class Step(StrEnum):
    """What the person does next.  Stable: pages and tests key on them."""

    DOCUMENTS = "documents"
    DESK = "desk"
    NOT_YET = "not-yet"  # under 14 nothing is asked for; documents may be given
    DONE = "done"


class State(StrEnum):
    """Of one level, as it is shown to the person."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


def reached(evidence: Evidence) -> str:
    """What the evidence is good for; without data neither desk nor bank has what to compare."""
    if not (evidence.document and evidence.snils):
        return SIMPLIFIED
    return CONFIRMED if evidence.seen or evidence.bank else STANDARD


def raised(level: str, evidence: Evidence) -> str:
    """The level from now on: it never falls."""
    return max(level, reached(evidence), key=LADDER.index)


def grown_up(age: int) -> bool:
    return age >= GROWN_UP


def next_step(level: str, age: int) -> Step:
    if level == CONFIRMED:
        return Step.DONE
    if not grown_up(age):
        return Step.NOT_YET
    return Step.DESK if level == STANDARD else Step.DOCUMENTS


def ladder(level: str, age: int) -> list[State]:
    """The state of each level, lowest first; the next one waits for who is under 14."""
    reached = LADDER.index(level)
    coming = State.LATER if next_step(level, age) is Step.NOT_YET else State.NOW
    return [
        State.DONE if rank <= reached else coming if rank == reached + 1 else State.LATER
        for rank in range(len(LADDER))
    ]
