"""Whether a bank knows the person by the very data of the account.

Pure.  What differs is named, what the bank says of it never is.  The rule in
prose: docs/rules/levels.md.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parta.civic.assurance.levels import Step
from parta.kit import names


class Part(StrEnum):
    """What has to be the same, in this order.  Stable: pages and tests key on them."""

    FAMILY_NAME = "family-name"
    GIVEN_NAME = "given-name"
    MIDDLE_NAME = "middle-name"
    BIRTHDATE = "birthdate"
    DOCUMENT = "document"


class Why(StrEnum):
    """Reasons nothing is confirmed.  Stable: pages and tests key on them."""

    NOT_NOW = "not-now"  # no documents yet, under 14, or confirmed already
    UNTOLD = "bank-did-not-tell"
    DIFFERS = "data-differ"
    OTHERS = "bank-account-of-another"


@dataclass(frozen=True, slots=True)
class Data:
    """A person as one side knows them; "" and None where it knows nothing."""

    family_name: str
    given_name: str
    middle_name: str
    birthdate: date | None
    document: tuple[str, str] | None  # series and number in their one spelling


@dataclass(frozen=True, slots=True)
class Refused:
    why: Why
    parts: tuple[Part, ...] = ()


def may_ask(step: Step) -> Why | None:
    """A bank is asked where a desk would be: documents are given, the person is 14."""
    return None if step is Step.DESK else Why.NOT_NOW


def compare(ours: Data, theirs: Data) -> Refused | None:
    """None when both know one person.  Only a patronymic may be missing, and then on both sides."""
    if untold := _untold(theirs):
        return Refused(Why.UNTOLD, untold)
    same = {
        Part.FAMILY_NAME: _alike(ours.family_name, theirs.family_name),
        Part.GIVEN_NAME: _alike(ours.given_name, theirs.given_name),
        Part.MIDDLE_NAME: _alike(ours.middle_name, theirs.middle_name),
        Part.BIRTHDATE: ours.birthdate == theirs.birthdate,
        Part.DOCUMENT: ours.document == theirs.document,
    }
    parts = tuple(part for part, holds in same.items() if not holds)
    return Refused(Why.DIFFERS, parts) if parts else None


def _untold(theirs: Data) -> tuple[Part, ...]:
    told = {
        Part.FAMILY_NAME: theirs.family_name.strip(),
        Part.GIVEN_NAME: theirs.given_name.strip(),
        Part.BIRTHDATE: theirs.birthdate,
        Part.DOCUMENT: theirs.document,
    }
    return tuple(part for part, value in told.items() if not value)


def _alike(ours: str, theirs: str) -> bool:
    """Without case, ё as е; a hyphen of any kind and a space are the same joint."""
    return _plain(ours) == _plain(theirs)


def _plain(name: str) -> str:
    return " ".join(names.folded(names.HYPHENS.sub(" ", name)).split())
