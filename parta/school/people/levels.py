"""How well an identity must be confirmed for what a person does at the school.

Pure.  The rule in prose: docs/rules/sign-in.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from parta.school.people.hats import Hat

GROWS_UP_AT = 14  # years


class Level(IntEnum):
    """Each holds what the ones before it hold."""

    UNKNOWN = 0  # the provider does not say, or says what we don't know
    SIMPLIFIED = 1
    STANDARD = 2
    CONFIRMED = 3


@dataclass(frozen=True, slots=True)
class Demands:
    """What a school sets."""

    grace: timedelta = timedelta(days=90)  # after the 14th birthday `simplified` still serves
    of_adults: Level = Level.CONFIRMED


def needed(hat: Hat, birth_date: date | None, today: date, demands: Demands) -> Level:
    """The lowest level that opens the school to somebody in `hat`.

    `birth_date` is the register's, `today` the date at the school.
    """
    if hat is not Hat.PUPIL:
        return demands.of_adults
    if birth_date is None or today > grown_up_on(birth_date) + demands.grace:
        return Level.CONFIRMED
    return Level.SIMPLIFIED


def serves_until(hat: Hat, birth_date: date | None, level: Level, demands: Demands) -> date | None:
    """The last day on which `level` opens the school to somebody in `hat`; None: no end is set."""
    if hat is not Hat.PUPIL or birth_date is None or level >= Level.CONFIRMED:
        return None
    return grown_up_on(birth_date) + demands.grace


def grown_up_on(birth_date: date) -> date:
    """The 14th birthday; of a child born on 29 February, 1 March."""
    year = birth_date.year + GROWS_UP_AT
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
