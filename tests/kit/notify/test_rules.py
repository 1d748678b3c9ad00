"""Rests, pauses, parts and money as tables."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from parta.kit.notify.rules import exhausted, next_try, parts, rest

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 10), (2, 20), (3, 40), (5, 160), (6, 300), (10**9, 300)]
)
def test_a_gateway_that_goes_on_failing_rests_longer(failures: int, seconds: int) -> None:
    assert rest(failures) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("attempts", "left", "pause"),
    [
        (1, 600, 5),
        (2, 600, 10),
        (3, 600, 20),
        (1, 5, None),
        (1, 6, 5),
        (8, 600, None),
        (40, 9e5, 600),
    ],
)
def test_a_message_is_tried_again_while_it_is_worth_something(
    attempts: int, left: float, pause: int | None
) -> None:
    due = next_try(attempts, NOW, NOW + timedelta(seconds=left))
    assert due == (None if pause is None else NOW + timedelta(seconds=pause))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 134, 2),
        ("я" * 135, 3),
        ("a" * 70 + "я", 2),
        ("🎒" * 35, 1),
        ("🎒" * 36, 2),
    ],
)
def test_an_sms_is_paid_by_the_part(text: str, count: int) -> None:
    assert parts(text) == count


@pytest.mark.parametrize(
    ("spent", "cap", "gone"),
    [
        ("0", None, False),
        ("9999", None, False),
        ("99.99", "100", False),
        ("100", "100", True),
        ("0", "0", True),
    ],
)
def test_the_money_of_a_day_is_gone_when_the_cap_is_reached(
    spent: str, cap: str | None, gone: bool
) -> None:
    assert exhausted(Decimal(spent), Decimal(cap) if cap else None) is gone
