"""Who may do what with a profile: the table, and the day on which it changes."""

from datetime import date

import pytest

from parta.learnid.parents.rules import Act, Role, may

BORN = date(2012, 11, 24)
DAY_BEFORE, BIRTHDAY = date(2026, 11, 23), date(2026, 11, 24)
KEEPER, PARENT, ASKED = {Role.KEEPER}, {Role.PARENT}, {Role.ASKED}
STRANGER: set[Role] = set()

TABLE = [
    # who, what, until the day before the 14th birthday, from that day on
    (KEEPER, Act.CORRECT, True, True),
    (KEEPER, Act.LEAVE, True, True),
    (KEEPER, Act.MOVE, True, True),
    (KEEPER, Act.ASK, True, False),
    (KEEPER, Act.WITHDRAW, True, True),
    (KEEPER, Act.CLAIM, True, False),
    (KEEPER, Act.GO_ALONE, False, True),
    (KEEPER, Act.CONFIRM, False, False),
    (KEEPER, Act.END_SESSIONS, False, False),
    (PARENT, Act.CORRECT, True, False),
    (PARENT, Act.LEAVE, True, False),
    (PARENT, Act.END_SESSIONS, True, False),
    (PARENT, Act.STOP, True, True),
    (PARENT, Act.MOVE, False, False),
    (PARENT, Act.ASK, False, False),
    (PARENT, Act.GO_ALONE, False, False),
    (ASKED, Act.CONFIRM, True, False),
    (ASKED, Act.DECLINE, True, True),
    (ASKED, Act.CORRECT, False, False),
    (ASKED, Act.LEAVE, False, False),
    (KEEPER | PARENT, Act.END_SESSIONS, True, False),
    (STRANGER, Act.CORRECT, False, False),
    (STRANGER, Act.CONFIRM, False, False),
]

LOOKED_AFTER = [
    # what the number may still do once a parent of another number has confirmed
    (Act.CLAIM, False, False),
    (Act.ASK, True, False),
    (Act.CORRECT, True, True),
    (Act.MOVE, True, True),
    (Act.GO_ALONE, False, True),
]


@pytest.mark.parametrize(("who", "act", "young", "grown"), TABLE)
def test_who_may_do_what_at_which_age(who: set[Role], act: Act, young: bool, grown: bool) -> None:
    assert may(act, who, BORN, DAY_BEFORE) is young
    assert may(act, who, BORN, BIRTHDAY) is grown


@pytest.mark.parametrize(("act", "young", "grown"), LOOKED_AFTER)
def test_nobody_claims_a_child_whom_a_parent_looks_after(
    act: Act, young: bool, grown: bool
) -> None:
    assert may(act, KEEPER, BORN, DAY_BEFORE, looked_after=True) is young
    assert may(act, KEEPER, BORN, BIRTHDAY, looked_after=True) is grown
