"""Whether an account from an identity site is a person of a school's register.

Pure: access.py finds the records, bind.py does what is decided.  The rule in
prose: docs/rules/sign-in.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum, auto

from parta.school.people.hats import Hat
from parta.school.people.levels import Demands, Level, needed


class Why(StrEnum):
    """Reasons nobody is let in, the most useful to hear first.

    Stable: pages, tests and the audit key on them.
    """

    LEVEL_MISSING = "level-missing"
    DEPARTED = "departed"  # nothing is left at the school that this person may see
    ALREADY_LINKED = "already-linked"  # the contact's person comes with another account
    BIRTH_DATE_MISSING = "birth-date-missing"  # the identity site did not tell it
    CONTACT_MISMATCH = "contact-mismatch"
    CONTACT_NOT_BOUND = "contact-not-bound"


class Link(Enum):
    """Whose the record is already, among the accounts of this issuer."""

    NONE = auto()
    THIS = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Record:
    """A person of the register to whom the account, or a verified contact of it, points."""

    person: int
    birth_date: date | None
    hats: tuple[Hat, ...]
    link: Link = Link.NONE
    vouched: bool = False
    """The operator stands for the contact's owner, whose birth date is not known yet."""


@dataclass(frozen=True, slots=True)
class Account:
    """What the identity site vouches for, as far as it matters here."""

    level: Level
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class Welcome:
    """The account is `person`, who may wear any of `hats`."""

    person: int
    hats: tuple[Hat, ...]
    link: bool = False  # from now on issuer and subject are enough
    introduce: bool = False  # the register takes name and birth date from the account


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why
    has: Level = Level.UNKNOWN
    needs: Level = Level.UNKNOWN  # for LEVEL_MISSING: the lowest that would do
    about: int | None = None  # the one person whose contact it is; None: all who were found


def decide(
    account: Account, records: Sequence[Record], today: date, demands: Demands
) -> Welcome | Refusal:
    """Answer for one school, whose `records` the account points to.  Never raises.

    Order matters: only who has shown to be the person learns of departure or
    level; a stranger with a re-issued number learns neither name nor date.
    Where contacts lead to several persons, the birth date must single one out.
    """
    if not records:
        return Refusal(Why.CONTACT_NOT_BOUND)
    meant = [record for record in records if _born_alike(account, record)]
    if len(records) > 1 and len(meant) != 1:
        return Refusal(_unlike(account))
    record = meant[0] if len(records) > 1 else records[0]
    if why := _somebody_else(account, record):
        return Refusal(why, about=record.person)
    if not record.hats:
        return Refusal(Why.DEPARTED)
    levels = {hat: needed(hat, record.birth_date, today, demands) for hat in record.hats}
    worn = tuple(hat for hat, level in levels.items() if level <= account.level)
    if not worn:
        return Refusal(Why.LEVEL_MISSING, account.level, min(levels.values()))
    new = record.link is Link.NONE
    return Welcome(record.person, worn, new, new and _introduces_itself(account, record))


def _somebody_else(account: Account, record: Record) -> Why | None:
    if record.link is Link.OTHER:
        return Why.ALREADY_LINKED
    same = record.link is Link.THIS or _born_alike(account, record)
    return None if same or _introduces_itself(account, record) else _unlike(account)


def _unlike(account: Account) -> Why:
    """Nobody can help whose account tells no date but they themselves, or the operator."""
    return Why.CONTACT_MISMATCH if account.birth_date else Why.BIRTH_DATE_MISSING


def _introduces_itself(account: Account, record: Record) -> bool:
    return record.vouched and record.birth_date is None and account.birth_date is not None


def _born_alike(account: Account, record: Record) -> bool:
    return account.birth_date is not None and account.birth_date == record.birth_date
