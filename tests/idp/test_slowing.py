"""The rule of wrong passwords as a table."""

from datetime import UTC, datetime, timedelta

import pytest

from parta.idp.accounts.rules import PERSON, Policy, Record, after, waiting

NOW = datetime(2026, 9, 1, 8, 29, tzinfo=UTC)
POLICY = Policy(
    free=3,
    pause=timedelta(seconds=5),
    longest=timedelta(minutes=1),
    memory=timedelta(hours=1),
)


@pytest.mark.parametrize(
    ("before", "tries", "pause"),
    [
        (None, 1, -5),
        (1, 2, -5),
        (2, 3, 5),
        (3, 4, 10),
        (4, 5, 20),
        (5, 6, 40),
        (6, 7, 60),
        (1_000_000, 1_000_001, 60),
    ],
)
def test_each_try_past_the_free_ones_waits_longer_up_to_a_bound(
    before: int | None, tries: int, pause: int
) -> None:
    record = Record(before, NOW, NOW) if before else None
    assert after(record, NOW, POLICY) == Record(tries, NOW, NOW + timedelta(seconds=pause))


@pytest.mark.parametrize(("rested", "tries"), [(3599, 8), (3600, 1)])
def test_a_record_that_rests_is_forgotten(rested: int, tries: int) -> None:
    old = Record(7, NOW - timedelta(seconds=rested), NOW)
    assert after(old, NOW, POLICY).tries == tries


@pytest.mark.parametrize(("ahead", "wait"), [(-1, None), (0, None), (1, timedelta(seconds=1))])
def test_a_pause_ends_at_its_moment(ahead: int, wait: timedelta | None) -> None:
    assert waiting(Record(9, NOW, NOW + timedelta(seconds=ahead)), NOW) == wait


@pytest.mark.proves("asvs:6.3.1")
def test_a_day_of_guessing_from_one_network_is_a_few_hundred_tries() -> None:
    now, record, tries = NOW, None, 0
    while now < NOW + timedelta(days=1):
        record = after(record, now, PERSON)
        tries += 1
        now = max(record.next_at, now + timedelta(milliseconds=1))
    assert tries < 300
