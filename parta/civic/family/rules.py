"""Who may be a parent here, for whom, and until when.

Pure.  The rule in prose: docs/rules/family.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from parta.civic.assurance.levels import CONFIRMED, GROWN_UP, grown_up
from parta.civic.assurance.papers import birthday
from parta.kit.birthdates import age

PARENT_FROM = 18  # years
WAITED_FOR = timedelta(days=30)
"""So long a child waits for a parent whose data have changed, until they are confirmed again."""
MOST_CHILDREN = 12
MOST_PARENTS = 2


class Way(StrEnum):
    """What a code to the typed contact leads to.  Stable: tests key on them."""

    REGISTER = "register"  # a new account
    JOIN = "join"  # the account that the child has already
    MINE = "mine"  # the child is in this family
    NOBODY = "nobody"  # no code is sent, and the page tells nothing


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose the typed contact is, held against all that was typed."""

    same: bool  # surname, name and birth date are those typed
    young: bool
    open: bool  # neither disabled nor closed
    paper: bool | None  # is its certificate the one typed; None: it has given none
    parents: int
    mine: bool


def may_lead(level: str, age: int) -> bool:
    """Whether somebody may register and watch over children."""
    return level == CONFIRMED and age >= PARENT_FROM


def way(owner: Owner | None, doubled: bool) -> Way:
    """`doubled`: the certificate is in another account, and that account is of the same person."""
    if owner is None:
        return Way.NOBODY if doubled else Way.REGISTER
    if owner.mine and owner.same:
        return Way.MINE
    fits = owner.same and owner.young and owner.open and owner.paper is not False
    room = not owner.mine and owner.parents < MOST_PARENTS
    return Way.JOIN if fits and room and not doubled else Way.NOBODY


def young(birthdate: date, today: date) -> bool:
    """Whether parents have a say in the account."""
    return not grown_up(age(birthdate, today))


def own_from(birthdate: date) -> date:
    """The day on which the account is the child's alone."""
    return birthday(birthdate, GROWN_UP)


def last_own(today: date) -> date:
    """Whoever was born on that day or before it has an account of their own today."""
    year = today.year - GROWN_UP
    try:
        return today.replace(year=year)
    except ValueError:  # 29 February of a year that has none
        return date(year, 2, 28)


def may_remove(registered: bool) -> bool:
    """Whether a child may send a parent away: one that came to an account of its own making."""
    return not registered
