"""Dates of birth in their usual spellings."""

from datetime import date

import pytest

from parta.kit import birthdates
from parta.kit.birthdates import Wrong

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14.03.2013", date(2013, 3, 14)),
        (" 14.3.2013 ", date(2013, 3, 14)),
        ("14 03 2013", date(2013, 3, 14)),
        ("14/03/2013", date(2013, 3, 14)),
        ("14-03-2013", date(2013, 3, 14)),
        ("14032013", date(2013, 3, 14)),
        ("2013-03-14", date(2013, 3, 14)),
        ("29.02.2012", date(2012, 2, 29)),
        ("24.11.2026", TODAY),
        ("24.11.1896", date(1896, 11, 24)),
        ("29.02.2013", Wrong.NO_SUCH_DAY),
        ("31.04.2013", Wrong.NO_SUCH_DAY),
        ("03.14.2013", Wrong.NO_SUCH_DAY),
        ("00.00.0000", Wrong.NO_SUCH_DAY),
        ("25.11.2026", Wrong.FUTURE),
        ("14.03.9999", Wrong.FUTURE),
        ("31.12.1895", Wrong.TOO_LONG_AGO),
        ("14.03.0013", Wrong.TOO_LONG_AGO),
        ("14.03.13", Wrong.UNREADABLE),
        ("14 марта 2013", Wrong.UNREADABLE),
        ("14.03", Wrong.UNREADABLE),
        ("", Wrong.UNREADABLE),
        ("١٤.٠٣.٢٠١٣", Wrong.UNREADABLE),
        ("14.03.2013\x00", Wrong.UNREADABLE),
    ],
)
def test_a_date_of_birth_is_read_in_its_usual_spellings(typed: str, meant: date | Wrong) -> None:
    assert birthdates.read(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2014, 6, 2), TODAY, 12),
        (date(2012, 11, 25), TODAY, 13),
        (date(2012, 11, 24), TODAY, 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(1980, 1, 1), TODAY, 46),
        (TODAY, TODAY, 0),
    ],
)
def test_a_year_is_added_on_the_birthday(born: date, today: date, years: int) -> None:
    assert birthdates.age(born, today) == years
