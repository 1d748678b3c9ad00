from datetime import date, datetime, time

import pytest

from parta.kit.ui import dates

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.usefixtures("russian")
@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (dates.weekday(WEDNESDAY), "ср"),
        (dates.weekday(date(2026, 11, 29)), "вс"),
        (dates.day_month(WEDNESDAY), "25 ноября"),
        (dates.day_month(date(2027, 5, 1)), "1 мая"),
        (dates.day_month(date(2026, 8, 31)), "31 августа"),
        (dates.short_day(WEDNESDAY), "ср, 25 ноября"),
        (dates.long_day(WEDNESDAY), "Среда, 25 ноября"),
        (dates.long_day(date(2027, 5, 12), today=WEDNESDAY), "Среда, 12 мая"),
        (dates.long_day(date(2027, 9, 1), today=WEDNESDAY), "Среда, 1 сентября 2027"),
        (dates.long_day(date(2026, 5, 20), today=WEDNESDAY), "Среда, 20 мая 2026"),
        (dates.day_span(date(2026, 11, 23), date(2026, 11, 27)), "23–27 ноября"),
        (
            dates.day_span(date(2026, 11, 30), date(2026, 12, 4)),
            "30 ноября\N{NO-BREAK SPACE}– 4 декабря",
        ),
        (dates.numeric(date(2013, 3, 14)), "14.03.2013"),
    ],
)
def test_a_day_in_russian(shown: str, expected: str) -> None:
    assert shown == expected


def test_names_follow_the_reader_not_the_import(russian: None) -> None:
    assert dates.long_day(WEDNESDAY) == "Среда, 25 ноября"


@pytest.mark.usefixtures("english")
def test_a_day_in_english() -> None:
    assert dates.short_day(WEDNESDAY) == "Wed, 25 November"
    assert dates.long_day(WEDNESDAY) == "Wednesday, 25 November"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (time(8, 30), time(9, 15), "08:30–09:15"),
        (datetime(2026, 11, 25, 10, 30), datetime(2026, 11, 25, 11, 15), "10:30–11:15"),  # noqa: DTZ001
    ],
)
def test_a_span_has_an_en_dash_without_spaces(
    start: time | datetime, end: time | datetime, expected: str
) -> None:
    assert dates.span(start, end) == expected


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 7, 31), 2025),
        (date(2026, 8, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_a_school_year_begins_in_august(day: date, year: int) -> None:
    assert dates.school_year(day) == year
