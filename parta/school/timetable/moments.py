"""Local times of a school as moments, and moments as local days.

A lesson belongs to a local date; the date is never taken from UTC.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def moment(day: date, at: time, tz: str) -> datetime:
    """The moment, in UTC, when clocks in zone `tz` show `at` on `day`.

    A time that a clock change repeats is its first pass; a time it skips is
    read by the clock of before.
    """
    return datetime.combine(day, at, ZoneInfo(tz)).astimezone(UTC)


def local(at: datetime, tz: str) -> datetime:
    """An aware moment on the clocks of zone `tz`."""
    return at.astimezone(ZoneInfo(tz))


def next_midnight(at: datetime, tz: str) -> datetime:
    """The moment when the local day of `at` is over."""
    tomorrow = date.fromordinal(local(at, tz).toordinal() + 1)
    return moment(tomorrow, time(), tz)
