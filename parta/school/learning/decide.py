"""Whether a learning profile becomes, or is, that of a pupil.

Pure: link.py finds the inputs and does what is decided.  The rule in prose:
docs/rules/learning-id.md.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Why(StrEnum):
    """Reasons a profile is not taken.  Stable: pages, tests and the audit key on them."""

    NOT_A_PUPIL = "not-a-pupil"
    OTHER_PUPILS = "profile-of-another-pupil"
    OTHER_PROFILE = "another-profile-linked"
    OTHER_BIRTH_DATE = "profile-of-somebody-else"


@dataclass(frozen=True, slots=True)
class Profile:
    """What the learning site vouches for, as far as it matters here."""

    subject: str
    birth_date: date | None  # None: it does not say


@dataclass(frozen=True, slots=True)
class Pupil:
    """Who came, as the register knows them."""

    wears_the_hat: bool
    birth_date: date | None
    subject: str  # of the profile that is theirs already; "" for none


@dataclass(frozen=True, slots=True)
class Linked:
    new: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    why: Why


def decide(profile: Profile, pupil: Pupil, taken: bool) -> Linked | Refusal:
    """`taken`: another pupil of this school has the profile.  Never raises.

    Once linked, issuer and subject alone count: a birth date that is corrected
    later on one side locks nobody out.
    """
    if not pupil.wears_the_hat:
        return Refusal(Why.NOT_A_PUPIL)
    if pupil.subject == profile.subject:
        return Linked(new=False)
    if taken:
        return Refusal(Why.OTHER_PUPILS)
    if pupil.subject:
        return Refusal(Why.OTHER_PROFILE)
    dates = {profile.birth_date, pupil.birth_date} - {None}
    return Refusal(Why.OTHER_BIRTH_DATE) if len(dates) > 1 else Linked(new=True)
