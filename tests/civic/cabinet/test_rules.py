"""Which contacts may go, and what another name costs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from parta.civic.cabinet.rules import Price, may_move, may_remove, next_correction, price
from parta.idp.accounts.identifiers import Kind


@pytest.mark.parametrize(
    ("kind", "proved", "may"),
    [
        (Kind.PHONE, {Kind.PHONE, Kind.EMAIL}, True),
        (Kind.EMAIL, {Kind.PHONE, Kind.EMAIL}, True),
        (Kind.PHONE, {Kind.PHONE}, False),
        (Kind.EMAIL, {Kind.PHONE}, False),
        (Kind.PHONE, set(), False),
    ],
)
def test_the_last_contact_stays(kind: Kind, proved: set[Kind], may: bool) -> None:
    assert may_remove(kind, proved) is may


NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("level", "costs"),
    [
        ("simplified", Price.NOTHING),
        ("standard", Price.DOCUMENTS),
        ("confirmed", Price.CONFIRMATION),
    ],
)
def test_what_a_correction_costs(level: str, costs: Price) -> None:
    assert price(level) is costs


@pytest.mark.parametrize(
    ("days_ago", "in_days"),
    [
        ([], None),
        ([1, 2], None),
        ([1, 2, 3], 87),
        ([1, 2, 89], 1),
        ([1, 2, 90], None),
        ([1, 2, 30, 80], 60),
        ([100, 200, 300, 1], None),
    ],
)
def test_three_corrections_fit_into_90_days(days_ago: list[int], in_days: int | None) -> None:
    past = [NOW - timedelta(days=days) for days in days_ago]
    wanted = NOW + timedelta(days=in_days) if in_days is not None else None
    assert next_correction(past, NOW) == wanted


@pytest.mark.parametrize(
    ("to", "days", "may"),
    [
        (date(2015, 6, 2), 400, True),
        (date(2016, 6, 2), 400, True),
        (date(2016, 6, 3), 400, False),
        (date(2017, 6, 2), 30, False),
        (date(2017, 6, 2), 29, True),
    ],
)
def test_a_parent_moves_a_birthday_later_only_at_first(to: date, days: int, may: bool) -> None:
    assert may_move(date(2016, 6, 2), to, timedelta(days=days)) is may
