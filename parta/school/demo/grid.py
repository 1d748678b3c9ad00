"""The demo class has a lesson at any hour: 40 minutes in every 50, from midnight.  Pure.

The school's bells ring on the same grid (08:20, 09:10, …), so that its normal
lessons stand on some places and extra ones fill all others.
"""

from collections.abc import Collection, Iterator
from datetime import date, time, timedelta
from typing import Final, NamedTuple

STEP: Final = timedelta(minutes=50)
LESSON: Final = timedelta(minutes=40)
DAY: Final = timedelta(days=1)
LAST_MINUTE: Final = time(23, 59)
FIRST_BELL: Final = 10  # the place of the school's first lesson: 08:20


class Place(NamedTuple):
    """Local times of one lesson; `at` counts the places of a day from 0."""

    at: int
    starts: time
    ends: time


def places() -> Iterator[Place]:
    """All places of a day.  None crosses midnight; the last ends a minute before."""
    for at in range(-(-DAY // STEP)):
        starts = at * STEP
        ends = starts + LESSON
        yield Place(at, _clock(starts), _clock(ends) if ends < DAY else LAST_MINUTE)


def bell(number: int) -> Place:
    """The place of the school's lesson `number`."""
    return list(places())[FIRST_BELL + number - 1]


def free(taken: Collection[time]) -> Iterator[Place]:
    """Places where no normal lesson starts."""
    return (place for place in places() if place.starts not in taken)


def turn(day: date, at: int) -> int:
    """A number that grows by one with each place, from day to day."""
    return day.toordinal() * len(list(places())) + at


def _clock(since_midnight: timedelta) -> time:
    minutes = since_midnight // timedelta(minutes=1)
    return time(minutes // 60, minutes % 60)
