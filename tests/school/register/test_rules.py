"""Who can sign in, what still asks for a look, and who may change it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from parta.school.people.hats import Hat
from parta.school.people.levels import Demands
from parta.school.register.rules import (
    Account,
    Attempt,
    Standing,
    State,
    Tried,
    Why,
    account_of,
    meter,
    state,
    unsettled,
    why_no_guardian,
    why_not_kept,
)

NINE = datetime(2026, 11, 25, 9, tzinfo=UTC)
TEN, ELEVEN = NINE + timedelta(hours=1), NINE + timedelta(hours=2)
BORN, OTHER = date(2013, 12, 19), date(2013, 12, 9)
TODAY = date(2026, 11, 25)


def mismatch(claimed: date | None, at: datetime = TEN) -> Attempt:
    return Attempt(Tried.MISMATCH, claimed, at)


def other_account(at: datetime) -> Attempt:
    return Attempt(Tried.OTHER_ACCOUNT, BORN, at)


STATES: list[tuple[Standing, State, int]] = [
    (Standing(BORN), State.NO_CONTACT, 0),
    (Standing(BORN, contacts=1), State.NOT_YET, 0),
    (Standing(BORN, contacts=2), State.NOT_YET, 0),
    (Standing(BORN, contacts=1, attempts=(mismatch(OTHER),)), State.MISMATCH, 1),
    (Standing(BORN, contacts=1, attempts=(mismatch(None),)), State.MISMATCH, 1),
    (Standing(None, contacts=1, attempts=(mismatch(None),)), State.MISMATCH, 1),
    (Standing(None, contacts=1, attempts=(mismatch(OTHER),)), State.MISMATCH, 1),
    # the date was corrected: nothing is left to look at
    (Standing(OTHER, contacts=1, attempts=(mismatch(OTHER),)), State.NOT_YET, 0),
    (Standing(OTHER, 1, None, (mismatch(OTHER), mismatch(BORN))), State.MISMATCH, 1),
    (Standing(BORN, linked_at=NINE), State.ENTERS, 0),
    (Standing(BORN, contacts=1, linked_at=NINE), State.ENTERS, 0),
    (Standing(BORN, 1, NINE, (mismatch(OTHER),)), State.ENTERS, 0),
    (Standing(BORN, 1, TEN, (other_account(ELEVEN),)), State.ENTERS, 1),
    (Standing(BORN, 1, TEN, (other_account(TEN),)), State.ENTERS, 1),
    (Standing(BORN, 1, TEN, (other_account(NINE),)), State.ENTERS, 0),  # of a link before
    (Standing(BORN, 1, None, (other_account(TEN),)), State.NOT_YET, 0),  # released since
]


@pytest.mark.parametrize(("standing", "expected", "looks"), STATES)
def test_a_person_is_in_one_of_four_states(standing: Standing, expected: State, looks: int) -> None:
    assert (state(standing), len(unsettled(standing))) == (expected, looks)


def test_the_newest_attempt_comes_first() -> None:
    of = Standing(BORN, 1, None, (mismatch(OTHER, NINE), mismatch(None, TEN)))
    assert [attempt.at for attempt in unsettled(of)] == [TEN, NINE]


def test_the_meter_counts_who_only_needs_to_come() -> None:
    assert meter([]) == (0, 0)
    assert meter([State.ENTERS, State.NOT_YET, State.NO_CONTACT, State.MISMATCH]) == (2, 4)


KEEPERS = [
    # hat, in own class, works here
    (Hat.ADMINISTRATOR, False, False, None),
    (Hat.ADMINISTRATOR, False, True, None),
    (Hat.CLASS_TEACHER, True, False, None),
    (Hat.CLASS_TEACHER, True, True, Why.STAFF),
    (Hat.CLASS_TEACHER, False, False, Why.NOT_YOUR_CLASS),
    (Hat.CLASS_TEACHER, False, True, Why.NOT_YOUR_CLASS),
    *(
        (hat, True, False, Why.NOT_YOUR_CLASS)
        for hat in Hat
        if hat not in {Hat.ADMINISTRATOR, Hat.CLASS_TEACHER}
    ),
]


@pytest.mark.parametrize(("hat", "own", "works", "why"), KEEPERS)
def test_contacts_are_kept_by_the_class_teacher_and_the_administrator(
    hat: Hat, own: bool, works: bool, why: Why | None
) -> None:
    assert why_not_kept(hat, in_own_class=own, works_here=works) == why


@pytest.mark.parametrize(
    ("born", "why"), [(date(2012, 11, 25), None), (date(2012, 11, 26), Why.TOO_YOUNG)]
)
def test_a_guardian_is_fourteen_at_least(born: date, why: Why | None) -> None:
    assert why_no_guardian(born, TODAY) == why


ACCOUNTS = [
    (date(2013, 12, 1), Account(12, simplified=True)),
    (date(2012, 11, 26), Account(13, simplified=True)),
    (date(2012, 11, 25), Account(14, simplified=True, until=date(2027, 2, 23))),
    (date(2012, 8, 27), Account(14, simplified=True, until=date(2026, 11, 25))),
    (date(2012, 8, 26), Account(14, simplified=False)),
    (date(2012, 2, 29), Account(14, simplified=False)),
]


@pytest.mark.parametrize(("born", "account"), ACCOUNTS)
def test_a_card_says_which_account_a_pupil_needs(born: date, account: Account) -> None:
    assert account_of(born, TODAY, Demands()) == account
