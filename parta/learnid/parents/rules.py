"""Who may do what with a learning profile: by whom they are to it, and by the child's age.

Pure.  The rule in prose: docs/rules/parents.md.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from parta.kit import birthdates

GROWS_UP_AT = 14
TRIES = 3
"""Wrong birth dates; then the invitation is void."""


class Role(StrEnum):
    KEEPER = "keeper"  # of the number that the profile stands under
    PARENT = "parent"  # looks after it
    ASKED = "asked"  # to look after it


class Act(StrEnum):
    CORRECT = "correct"
    LEAVE = "leave"
    MOVE = "move"  # under another number
    ASK = "ask"  # a parent to look after it
    WITHDRAW = "withdraw"  # what was asked and not answered
    CLAIM = "claim"  # to be the parent oneself
    GO_ALONE = "go-alone"  # without parents from now on
    END_SESSIONS = "end-sessions"
    STOP = "stop"  # looking after it
    CONFIRM = "confirm"
    DECLINE = "decline"


class When(StrEnum):
    ALWAYS = "always"
    YOUNG = "young"  # before the 14th birthday
    GROWN = "grown"  # from that day on
    UNLOOKED = "unlooked"  # while young, and no parent with a number of their own has confirmed


class Ended(StrEnum):
    """Why nobody looks after it any more.  Stable: pages and tests key on them."""

    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    WRONG_DATE = "wrong-date"
    STOPPED = "stopped"
    HANDED_OVER = "handed-over"


MAY: dict[Role, dict[Act, When]] = {
    Role.KEEPER: {
        Act.CORRECT: When.ALWAYS,
        Act.LEAVE: When.ALWAYS,
        Act.MOVE: When.ALWAYS,
        Act.ASK: When.YOUNG,
        Act.WITHDRAW: When.ALWAYS,
        Act.CLAIM: When.UNLOOKED,
        Act.GO_ALONE: When.GROWN,
    },
    Role.PARENT: {
        Act.CORRECT: When.YOUNG,
        Act.LEAVE: When.YOUNG,
        Act.END_SESSIONS: When.YOUNG,
        Act.STOP: When.ALWAYS,
    },
    Role.ASKED: {
        Act.CONFIRM: When.YOUNG,
        Act.DECLINE: When.ALWAYS,
    },
}


def may(
    act: Act, roles: Collection[Role], birthdate: date, today: date, looked_after: bool = False
) -> bool:
    """Never raises.  `looked_after`: by a parent who has confirmed with a number of their own."""
    now = {When.ALWAYS, *_age(birthdate, today)} - ({When.UNLOOKED} if looked_after else set())
    return any(MAY[role].get(act) in now for role in roles)


def _age(birthdate: date, today: date) -> set[When]:
    return {When.GROWN} if grown(birthdate, today) else {When.YOUNG, When.UNLOOKED}


def grown(birthdate: date, today: date) -> bool:
    return birthdates.age(birthdate, today) >= GROWS_UP_AT
