"""What a code is worth and how many may go: the tables of docs/rules/codes.md."""

from datetime import UTC, datetime, timedelta

import pytest

from parta.idp.codes.rules import (
    Count,
    Limit,
    Refusal,
    Why,
    after,
    prefix,
    read,
    refused,
    served,
    shortest,
    waiting,
)

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
PACE = Limit(1, timedelta(seconds=120), Why.TOO_SOON)
A_DAY = Limit(10, timedelta(days=1), Why.TOO_MANY)


@pytest.mark.parametrize(
    ("limit", "sent", "ago", "wait"),
    [
        (PACE, 0, 0, None),
        (PACE, 1, 0, 120),
        (PACE, 1, 119, 1),
        (PACE, 1, 120, None),
        (A_DAY, 9, 0, None),
        (A_DAY, 10, 3600, 82_800),
        (A_DAY, 10, 86_400, None),
        (A_DAY, 11, 0, 86_400),
    ],
)
def test_a_code_waits_while_its_limit_is_full(
    limit: Limit, sent: int, ago: int, wait: int | None
) -> None:
    count = Count(NOW - timedelta(seconds=ago), sent)
    assert waiting(count, limit, NOW) == (None if wait is None else timedelta(seconds=wait))


@pytest.mark.parametrize(
    ("sent", "ago", "then"),
    [
        (0, 0, Count(NOW, 1)),
        (3, 60, Count(NOW - timedelta(seconds=60), 4)),
        (10, 86_400, Count(NOW, 1)),
    ],
)
def test_a_window_begins_with_a_code(sent: int, ago: int, then: Count) -> None:
    assert after(Count(NOW - timedelta(seconds=ago), sent), A_DAY, NOW) == then


def test_of_several_full_limits_the_longest_wait_is_told() -> None:
    assert refused({PACE: Count(NOW, 0), A_DAY: Count(NOW, 9)}, NOW) is None
    assert refused({PACE: Count(NOW, 1), A_DAY: Count(NOW, 1)}, NOW) == Refusal(
        Why.TOO_SOON, timedelta(seconds=120)
    )
    assert refused({PACE: Count(NOW, 1), A_DAY: Count(NOW, 10)}, NOW) == Refusal(
        Why.TOO_MANY, timedelta(days=1)
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("407112", "407112"),
        (" 407 112 ", "407112"),
        ("407-112", "407112"),
        ("000000", "000000"),
        ("40711", None),
        ("4071123", None),
        ("", None),
        ("40711a", None),
        ("٤٠٧١١٢", None),
        ("407112\x00", None),
        ("9" * 5000, None),
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str, code: str | None) -> None:
    assert read(typed) == code


@pytest.mark.parametrize(
    ("phone", "countries", "goes"),
    [
        ("+71991111111", ("+7",), True),
        ("+375291111111", ("+7",), False),
        ("+375291111111", ("+7", "+375"), True),
        ("+71991111111", (), False),
    ],
)
def test_codes_go_to_served_countries(phone: str, countries: tuple[str, ...], goes: bool) -> None:
    assert served(phone, countries) is goes


def test_ten_thousand_numbers_share_a_prefix() -> None:
    assert prefix("+71991111111") == prefix("+71991119999") != prefix("+71991121111")


@pytest.mark.parametrize(
    ("room", "text"), [(9, "long text"), (8, "text"), (4, "text"), (3, "text")]
)
def test_a_message_takes_the_words_that_have_room(room: int, text: str) -> None:
    assert shortest(("long text", "text"), room) == text
