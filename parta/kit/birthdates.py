"""Dates of birth, also as people type them: "14.03.2013", "14 3 2013", "14032013", "2013-03-14".

Pure.
"""

import re
from datetime import date
from enum import StrEnum

OLDEST_YEARS = 130
APART = re.compile(r"([0-9]{1,2})[\s./-]+([0-9]{1,2})[\s./-]+([0-9]{4})", re.ASCII)
TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class Wrong(StrEnum):
    """Why it is no date of birth.  Stable: forms and tests key on them."""

    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no-such-day"
    FUTURE = "in-the-future"
    TOO_LONG_AGO = "too-long-ago"


def read(typed: str, today: date) -> date | Wrong:
    """The day that is meant, day before month; or why it can't be."""
    parts = _parts(typed.strip())
    if parts is None:
        return Wrong.UNREADABLE
    try:
        day = date(*parts)
    except ValueError:
        return Wrong.NO_SUCH_DAY
    if day > today:
        return Wrong.FUTURE
    return Wrong.TOO_LONG_AGO if today.year - day.year > OLDEST_YEARS else day


def age(birthdate: date, today: date) -> int:
    """Whole years; who was born on 29 February turns a year older on 1 March."""
    return (
        today.year - birthdate.year - ((today.month, today.day) < (birthdate.month, birthdate.day))
    )


def _parts(typed: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := ISO.fullmatch(typed):
        year, month, day = found.groups()
    elif found := APART.fullmatch(typed) or TOGETHER.fullmatch(typed):
        day, month, year = found.groups()
    else:
        return None
    return int(year), int(month), int(day)
