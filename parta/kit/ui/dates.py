"""Dates and times as the pages say them, in the reader's language.

All of them take local values: the school's own day and wall clock, never UTC.
"""

from datetime import date, datetime, time

from django.utils.dates import MONTHS, MONTHS_ALT, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language

SCHOOL_YEAR_BEGINS = 8  # August: lessons start on 1 September, planning before


def weekday(day: date) -> str:
    """The short name, lower case in Russian."""
    name = str(WEEKDAYS_ABBR[day.weekday()])
    return name if get_language() == "en" else name.lower()


def day_month(day: date) -> str:
    """Day and month: "25 November", the month in its genitive where there is one."""
    return f"{day.day} {MONTHS_ALT[day.month] if get_language() != 'en' else MONTHS[day.month]}"


def short_day(day: date) -> str:
    """For rows: "Wed, 25 November"."""
    return f"{weekday(day)}, {day_month(day)}"


def long_day(day: date, today: date | None = None) -> str:
    """For headings: "Wednesday, 25 November"; the year is told when it isn't this school year."""
    shown = f"{WEEKDAYS[day.weekday()]}, {day_month(day)}"
    if today is None or school_year(day) == school_year(today):
        return shown
    return f"{shown} {day.year}"


def school_year(day: date) -> int:
    """The calendar year in which the day's school year began."""
    return day.year if day.month >= SCHOOL_YEAR_BEGINS else day.year - 1


def clock_time(moment: time | datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}"


def span(start: time | datetime, end: time | datetime) -> str:
    """From and to with an en dash: "10:30–11:15"."""
    return f"{clock_time(start)}–{clock_time(end)}"


def day_span(first: date, last: date) -> str:
    """A week's edges: "23–27 November", "30 November – 4 December"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_month(last)}"
    return f"{day_month(first)}\N{NO-BREAK SPACE}– {day_month(last)}"


def numeric(day: date) -> str:
    """As fields take it: "14.03.2013"."""
    return f"{day:%d.%m.%Y}"
