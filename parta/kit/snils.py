"""СНИЛС: the insurance number that every person in Russia has, 11 digits.

Kept as 11 digits.  The last two are a checksum of the first nine, demanded of
all numbers above 001-001-998 (order of the Pension Fund, 2016, no. 473p).
"""

import re

GAP = r"[\s\u2010-\u2014-]{0,3}"
TYPED = re.compile(GAP.join(["([0-9]{3})"] * 3 + ["([0-9]{2})"]))
UNCHECKED_UP_TO = 1_001_998


def digits_of(typed: str) -> str | None:
    """The 11 digits of a number in any usual spelling, right or wrong; else None."""
    found = TYPED.fullmatch(typed.strip())
    return "".join(found.groups()) if found else None


def normalise(typed: str) -> str | None:
    """The 11 digits of a number in any usual spelling, or None when it is wrong."""
    digits = digits_of(typed)
    return digits if digits and valid(digits) else None


def valid(digits: str) -> bool:
    """Whether 11 digits are a number that can have been issued."""
    number, check = digits[:9], int(digits[9:])
    if int(number) <= UNCHECKED_UP_TO:
        return int(number) > 0
    return check == checksum(number)


def checksum(number: str) -> int:
    """The two check digits that belong to nine digits."""
    weighed = sum(
        int(digit) * weight for digit, weight in zip(number, range(9, 0, -1), strict=True)
    )
    return weighed % 101 % 100


def shown(digits: str) -> str:
    """The number as it stands on paper: "112-233-445 95"."""
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"
