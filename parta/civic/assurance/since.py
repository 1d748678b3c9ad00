"""What has changed of a person since a desk or a bank has confirmed them.

Pure.  Of numbers only the ends are compared: with the day of issue they tell one
paper from another.  Of a hundred other СНИЛС one ends like the first and is not told.
The rule in prose: docs/rules/levels.md.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Part(StrEnum):
    """In the order in which a clerk compares.  Stable: pages, audit and tests key on them."""

    NAME = "name"
    BIRTHDATE = "birthdate"
    GENDER = "gender"
    DOCUMENT = "document"
    SNILS = "snils"


@dataclass(frozen=True, slots=True)
class Known:
    """A person as an account says them; "" and None where it says nothing."""

    name: str
    birthdate: date
    gender: str
    document: tuple[str, str, date] | None  # kind, end of the number, day of issue
    snils_end: str


def changed(before: Known, now: Known) -> tuple[Part, ...]:
    same = {
        Part.NAME: before.name == now.name,
        Part.BIRTHDATE: before.birthdate == now.birthdate,
        Part.GENDER: before.gender == now.gender,
        Part.DOCUMENT: before.document == now.document,
        Part.SNILS: before.snils_end == now.snils_end,
    }
    return tuple(part for part, holds in same.items() if not holds)
