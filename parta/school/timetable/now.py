"""Which lesson is now and which is next.  Pure: moments are passed in.

When the online button of a lesson is live is told by parta.school.lessons.window,
for the diary and the door alike.  In prose: docs/rules/which-lesson-is-now.md.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar


class Phase(StrEnum):
    PAST = "past"
    NOW = "now"
    NEXT = "next"  # the first to begin
    LATER = "later"


class Timed(Protocol):
    """Anything that lasts `[starts_at, ends_at)`; both aware."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


Lesson = TypeVar("Lesson", bound=Timed)


def phases(lessons: Iterable[Lesson], now: datetime) -> list[tuple[Lesson, Phase]]:
    """Each lesson with its phase, in the order given.

    Of a pupil's lessons, cancelled ones left out: a cancelled lesson is not next.
    """
    lessons = list(lessons)
    first = min((it.starts_at for it in lessons if now < it.starts_at), default=None)
    return [(lesson, _phase(lesson, first, now)) for lesson in lessons]


def _phase(lesson: Timed, first: datetime | None, now: datetime) -> Phase:
    if lesson.ends_at <= now:
        return Phase.PAST
    if lesson.starts_at <= now:
        return Phase.NOW
    return Phase.NEXT if lesson.starts_at == first else Phase.LATER
