"""What a code is worth and how many may go: the tables of docs/rules/codes.md."""

from datetime import UTC, datetime, timedelta

import pytest

from parta.idp.codes.rules import (
    By,
    Count,
    Life,
    Limit,
    Refusal,
    Why,
    after,
    comes_by,
    for_strangers,
    no_resend,
    no_try,
    prefix,
    read,
    refused,
    sent,
    served,
    shortest,
    wait_after,
    waiting,
)

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
A_DAY = Limit(10, timedelta(days=1), Why.TOO_MANY, paced=True)
A_MINUTE = Limit(60, timedelta(minutes=1), Why.CROWD)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def life(expires: int = 600, resend: int = 120, tries: int = 0, used: bool = False) -> Life:
    return Life(NOW + seconds(expires), NOW + seconds(resend), tries, used)


def test_a_code_begins_with_all_its_tries_and_ten_minutes() -> None:
    assert sent(NOW, seconds(120)) == life()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (life(), None),
        (life(tries=2), None),
        (life(tries=3), Why.SPENT),
        (life(expires=1), None),
        (life(expires=0), Why.EXPIRED),
        (life(expires=-1, tries=3), Why.EXPIRED),
        (life(used=True, tries=1), Why.USED),
        (life(used=True, expires=-1, tries=3), Why.USED),
    ],
)
def test_a_code_can_be_tried_three_times_in_ten_minutes_and_serves_once(
    code: Life, why: Why | None
) -> None:
    assert no_try(code, NOW) is why


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        (life(used=True, resend=-1), Refusal(Why.NONE)),
        (life(resend=120, tries=1), Refusal(Why.TOO_SOON, seconds(120), 2)),
        (life(resend=1), Refusal(Why.TOO_SOON, seconds(1), 3)),
        (life(resend=0), None),
        (life(resend=0, tries=3), None),
        (life(resend=0, expires=-1), None),
    ],
)
def test_another_code_follows_after_its_wait_be_the_first_spent_or_expired(
    code: Life, refusal: Refusal | None
) -> None:
    assert no_resend(code, NOW) == refusal


@pytest.mark.parametrize(
    ("codes", "wait"), [(1, 120), (2, 240), (3, 480), (4, 960), (5, 1800), (9, 1800), (10**9, 1800)]
)
def test_each_code_makes_the_next_one_wait_longer_up_to_a_bound(codes: int, wait: int) -> None:
    assert wait_after(codes) == seconds(wait)


@pytest.mark.parametrize(
    ("limit", "count", "since", "last", "refusal"),
    [
        (A_DAY, 0, 0, 0, None),
        (A_DAY, 1, 0, 0, Refusal(Why.TOO_SOON, seconds(120))),
        (A_DAY, 1, 119, 119, Refusal(Why.TOO_SOON, seconds(1))),
        (A_DAY, 1, 120, 120, None),
        (A_DAY, 2, 500, 239, Refusal(Why.TOO_SOON, seconds(1))),
        (A_DAY, 2, 500, 240, None),
        (A_DAY, 9, 40_000, 1800, None),
        (A_DAY, 10, 40_000, 9000, Refusal(Why.TOO_MANY, seconds(46_400))),
        (A_DAY, 10, 86_400, 1, None),
        (A_MINUTE, 59, 30, 0, None),
        (A_MINUTE, 60, 30, 0, Refusal(Why.CROWD, seconds(30))),
        (A_MINUTE, 60, 60, 0, None),
    ],
)
def test_a_code_waits_while_its_limit_is_full_or_the_last_one_is_fresh(
    limit: Limit, count: int, since: int, last: int, refusal: Refusal | None
) -> None:
    known = Count(NOW - seconds(since), count, NOW - seconds(last))
    assert waiting(known, limit, NOW) == refusal


@pytest.mark.parametrize(
    ("count", "since", "then"),
    [
        (0, 0, Count(NOW, 1, NOW)),
        (3, 60, Count(NOW - seconds(60), 4, NOW)),
        (10, 86_400, Count(NOW, 1, NOW)),
    ],
)
def test_a_window_begins_with_a_code(count: int, since: int, then: Count) -> None:
    assert after(Count(NOW - seconds(since), count, NOW - seconds(9)), A_DAY, NOW) == then


def test_of_several_full_limits_the_longest_wait_is_told() -> None:
    limits = {"minute": A_MINUTE, "day": A_DAY}
    none, full = Count(NOW, 0, NOW), Count(NOW, 60, NOW)
    assert refused({"minute": none, "day": none}, limits, NOW) is None
    assert refused({"minute": full, "day": none}, limits, NOW) == Refusal(Why.CROWD, seconds(60))
    told = refused({"minute": full, "day": full}, limits, NOW)
    assert told == Refusal(Why.TOO_MANY, timedelta(days=1))


@pytest.mark.parametrize(("most", "left"), [(5000, 4000), (300, 240), (5, 4), (4, 4), (0, 0)])
def test_the_last_fifth_is_for_who_is_known(most: int, left: int) -> None:
    assert for_strangers(most, known=False) == left
    assert for_strangers(most, known=True) == most


@pytest.mark.parametrize(
    ("phone", "calls", "texts", "before", "by"),
    [
        (False, True, True, 0, By.EMAIL),
        (True, False, True, 0, By.SMS),
        (True, False, False, 0, By.SMS),
        (True, True, True, 0, By.CALL),
        (True, True, True, 1, By.SMS),
        (True, True, False, 1, By.CALL),
    ],
)
def test_a_first_code_comes_by_call_where_calls_can_be_made(
    phone: bool, calls: bool, texts: bool, before: int, by: By
) -> None:
    assert comes_by(phone, calls, texts, before) is by


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
