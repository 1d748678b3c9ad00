"""Whether an account is a person of the register."""

from datetime import date

import pytest

from parta.school.people.hats import Hat
from parta.school.people.levels import Demands, Level
from parta.school.signin.decide import Account, Link, Record, Refusal, Welcome, Why, decide

TODAY, BORN, OTHER_DAY = date(2026, 11, 25), date(2013, 3, 14), date(2013, 3, 15)
ADULT = date(1985, 6, 3)
LOW, HIGH = Level.SIMPLIFIED, Level.CONFIRMED
PUPIL, PARENT, TEACHER, ADMIN = (Hat.PUPIL,), (Hat.PARENT,), (Hat.TEACHER,), (Hat.ADMINISTRATOR,)
CHILD, GROWN = Account(LOW, BORN), Account(HIGH, ADULT)
BOTH = (Hat.PARENT, Hat.TEACHER)


def person(
    born: date | None = BORN,
    hats: tuple[Hat, ...] = PUPIL,
    link: Link = Link.NONE,
    *,
    vouched: bool = False,
) -> Record:
    return Record(1, born, hats, link, vouched)


def answer(account: Account, *records: Record) -> Welcome | Refusal:
    return decide(account, records, TODAY, Demands())


LET_IN = [
    (CHILD, person(), Welcome(1, PUPIL, link=True)),
    (CHILD, person(link=Link.THIS), Welcome(1, PUPIL)),
    # From then on issuer and subject count, whatever the account's date says.
    (Account(LOW, OTHER_DAY), person(link=Link.THIS), Welcome(1, PUPIL)),
    (GROWN, person(ADULT, BOTH), Welcome(1, BOTH, link=True)),
    # Only the hats that the level opens.
    (Account(LOW, BORN), person(BORN, (*PUPIL, *TEACHER)), Welcome(1, PUPIL, link=True)),
    (GROWN, person(None, ADMIN, vouched=True), Welcome(1, ADMIN, link=True, introduce=True)),
    # A voucher is for one introduction.
    (GROWN, person(ADULT, ADMIN, vouched=True), Welcome(1, ADMIN, link=True)),
]


@pytest.mark.parametrize(("account", "record", "welcome"), LET_IN)
def test_let_in(account: Account, record: Record, welcome: Welcome) -> None:
    assert answer(account, record) == welcome


KEPT_OUT: list[tuple[Account, list[Record], Why]] = [
    (CHILD, [], Why.CONTACT_NOT_BOUND),
    (Account(LOW, OTHER_DAY), [person()], Why.CONTACT_MISMATCH),
    (Account(LOW, None), [person()], Why.BIRTH_DATE_MISSING),
    (CHILD, [person(None)], Why.CONTACT_MISMATCH),
    (Account(LOW, None), [person(None)], Why.BIRTH_DATE_MISSING),
    (CHILD, [person(), Record(2, BORN, PUPIL)], Why.CONTACT_MISMATCH),  # two persons fit
    (Account(LOW, ADULT), [person(), Record(2, OTHER_DAY, PUPIL)], Why.CONTACT_MISMATCH),
    (Account(LOW, None), [person(None), Record(2, None, PUPIL)], Why.BIRTH_DATE_MISSING),
    (GROWN, [person(None, ADMIN, vouched=True), person(None)], Why.CONTACT_MISMATCH),
    (CHILD, [person(link=Link.OTHER), Record(2, OTHER_DAY, PUPIL)], Why.ALREADY_LINKED),
    (GROWN, [person(OTHER_DAY, ADMIN, vouched=True)], Why.CONTACT_MISMATCH),
    (Account(HIGH, None), [person(None, ADMIN, vouched=True)], Why.BIRTH_DATE_MISSING),
    (CHILD, [person(link=Link.OTHER)], Why.ALREADY_LINKED),
    # A number given to somebody else: they learn no more than that.
    (Account(LOW, OTHER_DAY), [person(link=Link.OTHER)], Why.ALREADY_LINKED),
    (CHILD, [person(hats=())], Why.DEPARTED),
    (CHILD, [person(hats=(), link=Link.THIS)], Why.DEPARTED),
    # Only the person learns of the departure.
    (Account(LOW, OTHER_DAY), [person(hats=())], Why.CONTACT_MISMATCH),
    (Account(Level.UNKNOWN, BORN), [person()], Why.LEVEL_MISSING),
    (Account(LOW, ADULT), [person(ADULT, PARENT)], Why.LEVEL_MISSING),
    (Account(LOW, ADULT), [person(ADULT, PARENT, Link.THIS)], Why.LEVEL_MISSING),
    (Account(LOW, ADULT), [person(None, ADMIN, vouched=True)], Why.LEVEL_MISSING),
]


@pytest.mark.proves("asvs:6.8.4")
@pytest.mark.parametrize(("account", "records", "why"), KEPT_OUT)
def test_kept_out(account: Account, records: list[Record], why: Why) -> None:
    refusal = answer(account, *records)
    assert isinstance(refusal, Refusal)
    assert refusal.why is why


def test_of_two_persons_the_one_who_is_born_alike_is_meant() -> None:
    other = Record(2, OTHER_DAY, PUPIL)
    for records in ([person(), other], [other, person()]):
        assert answer(CHILD, *records) == Welcome(1, PUPIL, link=True)
    taken = person(link=Link.OTHER)
    assert answer(CHILD, other, taken) == Refusal(Why.ALREADY_LINKED, about=1)


def test_a_missing_level_is_told_beside_the_one_that_would_do() -> None:
    refusal = answer(Account(LOW, ADULT), person(ADULT, BOTH))
    assert refusal == Refusal(Why.LEVEL_MISSING, has=LOW, needs=HIGH)
