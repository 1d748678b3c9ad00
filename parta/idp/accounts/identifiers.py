"""What a person types to say who they are: a phone, an e-mail or a СНИЛС.

Pure.  Every usual spelling gives the one value that the account keeps.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from parta.kit import phones, snils

EMAIL = re.compile(
    r"[^@\s\x00-\x1f\x7f]{1,64}"
    r"@(?=.{3,189}\Z)[^@.\s\x00-\x1f\x7f]+(?:\.[^@.\s\x00-\x1f\x7f]+)+"  # a host with a dot
)
PAPER_SNILS = re.compile(r"[0-9]{3}-[0-9]{3}-[0-9]{3}[\s-][0-9]{2}")


class Kind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    SNILS = "snils"


@dataclass(frozen=True, slots=True)
class Identifier:
    kind: Kind
    value: str  # E.164, lower case, 11 digits


def read(typed: str) -> tuple[Identifier, ...]:
    """What `typed` may mean, likeliest first; empty when it means nothing.

    Eleven bare digits can be both a phone and a СНИЛС.  The phone goes first;
    with the dashes that stand on paper it is a СНИЛС and nothing else.
    """
    typed = typed.strip()
    address = typed.lower()  # which may be longer than what was typed
    if EMAIL.fullmatch(address) and address.isprintable():
        return (Identifier(Kind.EMAIL, address),)
    number = snils.normalise(typed)
    found = [Identifier(Kind.SNILS, number)] if number else []
    phone = None if number and PAPER_SNILS.fullmatch(typed) else phones.normalise(typed)
    if phone:
        found.insert(0, Identifier(Kind.PHONE, phone))
    return tuple(found)
