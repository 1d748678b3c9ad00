"""Passports and birth certificates of Russia, as people type what stands on them.

Pure.  Sources: the passport's statute (government decree no. 828 of 1997: ten
digits; given from the age of 14, due for exchange at 20 and 45, and good for 90
days after those birthdays), the form of a civil status certificate (Roman
number, two letters, six digits).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

PASSPORT_FROM = 14  # years
PASSPORT_ENDS = (20, 45)
EXCHANGE = timedelta(days=90)
FIRST_PASSPORT = date(1997, 10, 1)

GAPS = re.compile(r"[\s\u2010-\u2014\u2116№N.,/-]+")
PASSPORT = re.compile(r"([0-9]{4})([0-9]{6})")
CERTIFICATE = re.compile(r"([IVXLC]+)([А-ЯЁ]{2})([0-9]{6})")
ROMAN = re.compile(r"(?=.)C?(?:X[LC]|L?X{0,3})(?:I[XV]|V?I{0,3})")
DEPARTMENT = re.compile(r"([0-9]{3})[\s\u2010-\u2014-]*([0-9]{3})")

TO_LATIN = str.maketrans("ХУІЛС1", "XVILCI")
TO_CYRILLIC = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")


class Kind(StrEnum):
    PASSPORT = "passport"
    BIRTH_CERTIFICATE = "birth-certificate"


class Wrong(StrEnum):
    """Why a paper can't be what it is said to be.  Stable: forms and tests key on them."""

    BEFORE_BIRTH = "issued-before-birth"
    BEFORE_14 = "passport-before-14"
    TOO_OLD = "before-there-were-such-passports"
    EXPIRED = "passport-expired"


@dataclass(frozen=True, slots=True)
class Paper:
    kind: Kind
    series: str  # "3626", "I-АК"
    number: str  # six digits
    issued_on: date
    department: str = ""  # six digits, of a passport

    @property
    def spelt(self) -> str:
        """Series and number as they stand on the paper."""
        if self.kind is Kind.BIRTH_CERTIFICATE:
            return f"{self.series} № {self.number}"
        return f"{self.series[:2]} {self.series[2:]} {self.number}"

    @property
    def department_spelt(self) -> str:
        return f"{self.department[:3]}-{self.department[3:]}" if self.department else ""


def read_number(kind: Kind, typed: str) -> tuple[str, str] | None:
    """Series and number in their one spelling, or None."""
    if kind is Kind.PASSPORT:
        found = PASSPORT.fullmatch(GAPS.sub("", typed))
        return (found[1], found[2]) if found else None
    return _certificate(GAPS.sub("", typed).upper())


def _certificate(typed: str) -> tuple[str, str] | None:
    """Look-alikes of the other alphabet are taken for what stands at their place."""
    series, number = typed[:-6], typed[-6:]
    said = series[:-2].translate(TO_LATIN) + series[-2:].translate(TO_CYRILLIC) + number
    found = CERTIFICATE.fullmatch(said)
    if not found or not ROMAN.fullmatch(found[1]):
        return None
    return f"{found[1]}-{found[2]}", found[3]


def read_department(typed: str) -> str | None:
    """The six digits of who issued a passport, or None."""
    found = DEPARTMENT.fullmatch(typed.strip())
    return "".join(found.groups()) if found else None


def kinds(age: int) -> tuple[Kind, ...]:
    """The papers that a person can have, likeliest first."""
    return tuple(Kind) if age >= PASSPORT_FROM else (Kind.BIRTH_CERTIFICATE,)


def why_wrong(kind: Kind, issued_on: date, birthdate: date, today: date) -> Wrong | None:
    """What speaks against a paper of that day; None when nothing does."""
    if issued_on < birthdate:
        return Wrong.BEFORE_BIRTH
    if kind is Kind.BIRTH_CERTIFICATE:
        return None
    if issued_on < birthday(birthdate, PASSPORT_FROM):
        return Wrong.BEFORE_14
    if issued_on < FIRST_PASSPORT:
        return Wrong.TOO_OLD
    return Wrong.EXPIRED if _expired(issued_on, birthdate, today) else None


def _expired(issued_on: date, birthdate: date, today: date) -> bool:
    ends = (birthday(birthdate, age) for age in PASSPORT_ENDS)
    return any(issued_on < end and today > end + EXCHANGE for end in ends)


def birthday(birthdate: date, age: int) -> date:
    """Who was born on 29 February turns a year older on 1 March."""
    try:
        return birthdate.replace(year=birthdate.year + age)
    except ValueError:
        return date(birthdate.year + age, 3, 1)
