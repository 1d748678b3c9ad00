"""One day's lessons as their reader sees them: what is past, now, next, and where a button is.

Pure.  A reader who may never enter a lesson (a parent) has no button in any
state; the others have it by the door's own rule, parta.school.lessons.window.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from parta.school.lessons.window import Window
from parta.school.timetable.moments import local, next_midnight
from parta.school.timetable.now import Phase, phases

FOLDED_FROM: Final = 6  # lessons; with fewer the running one stands in the first screen
LEFT_UNFOLDED: Final = 2
CROWDED_FROM: Final = 13  # lessons; in such a day the far extra ones are folded too
EXTRA_AHEAD: Final = 3
WAITING: Final = 2  # buttons that a page can show without asking again

PLANNED, LIVE, ENDED = "planned", "live", "ended"
CANCELLED: Final = "cancelled"


class Online(StrEnum):
    """What is known of a lesson that is held online."""

    NO = "no"
    LATER = "later"
    RUNNING = "running"  # its time is now
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A row of the timetable on its date, in the order access.py selects it."""

    id: int
    number: int | None
    starts: time  # local
    ends: time
    starts_at: datetime
    ends_at: datetime
    state: str
    topic: str
    subject: str
    group: str
    room: str | None
    teacher_name: str
    teacher_patronymic: str
    teacher_surname: str
    plan: int | None  # an open plan to hold it online
    media: str | None  # the state of its media room

    @property
    def cancelled(self) -> bool:
        return self.state == CANCELLED

    @property
    def for_staff(self) -> str:
        """Whom and what: "7Б, алгебра".  An abbreviation keeps its capitals."""
        first, rest = self.subject[:1], self.subject[1:]
        return f"{self.group}, {self.subject if rest[:1].isupper() else first.lower() + rest}"

    @property
    def teacher(self) -> str:
        """As pupils address them."""
        return f"{self.teacher_name} {self.teacher_patronymic or self.teacher_surname}"


@dataclass(frozen=True, slots=True)
class Present:
    """Who is in the room of a running lesson."""

    teacher: bool = False
    pupils: int = 0
    expected: int = 0


NOBODY: Final[Mapping[int, Present]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    lesson: Lesson
    phase: Phase
    online: Online
    opens: datetime  # local: when the button appears
    button: bool
    may_enter: bool
    today: bool
    present: Present
    waiting: bool = False  # its button is in the page already, out of sight

    @property
    def state(self) -> str:
        """Stable: scripts and tests key on it.  A row with a button says "live"."""
        if self.lesson.cancelled:
            return "off"
        return "plain" if self.online is Online.NO else f"online-{self.online}"

    @property
    def css(self) -> str:
        if self.lesson.cancelled:
            return "les off"
        return "les past" if self.phase is Phase.PAST or self.online is Online.OVER else "les"

    @property
    def ended_early(self) -> bool:
        """Ended for all, though the bell hasn't rung."""
        return self.online is Online.OVER and self.phase is not Phase.PAST

    @property
    def soon(self) -> bool:
        """The button will appear on this page, while it is open."""
        return self.may_enter and self.today and self.online is Online.LATER

    @property
    def brief(self) -> bool:
        """Two lines: what is past stands above what is next."""
        return self.today and self.phase is Phase.PAST


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks, when, and from where; `opens_before` is None for who never enters."""

    now: datetime
    tz: str
    opens_before: timedelta | None

    @property
    def today(self) -> date:
        return local(self.now, self.tz).date()


@dataclass(frozen=True, slots=True)
class Day:
    rows: list[Row]
    folded: list[
        Row
    ]  # behind one line: today those that are over, else those before the first bell
    ahead: list[Row]  # behind another, below: extra lessons of a crowded day, far from now
    changes_at: datetime  # when the page will look different

    @property
    def soon(self) -> bool:
        """A button is here, or will be while the page is open."""
        return any(row.button or row.soon for row in self.rows)

    @property
    def online(self) -> bool:
        return any(row.online is not Online.NO for row in self.folded + self.rows + self.ahead)


def draw(lessons: Sequence[Lesson], reader: Reader, present: Mapping[int, Present] = NOBODY) -> Day:
    """The rows of one day, its lessons given in the order of the bells."""
    rows = [_row(it, phase, reader, present) for it, phase in _phases(lessons, reader.now)]
    coming = [n for n, row in enumerate(rows) if row.soon][:WAITING]
    rows = [replace(row, waiting=n in coming) if row.soon else row for n, row in enumerate(rows)]
    folded, shown = _folded(rows), _shown(rows)
    return Day(rows[folded:shown], rows[:folded], rows[shown:], _changes_at(rows, reader))


def live_ids(lessons: Sequence[Lesson], reader: Reader) -> list[int]:
    """The lessons whose rooms run now: for them it is worth knowing who is in."""
    return [it.id for it in lessons if it.media == LIVE and _online(it, reader) is Online.RUNNING]


def _phases(lessons: Sequence[Lesson], now: datetime) -> list[tuple[Lesson, Phase]]:
    """A cancelled lesson is past in its time, and never now or next."""
    held = dict(phases((it for it in lessons if not it.cancelled), now))
    return [(it, held.get(it, Phase.PAST if it.ends_at <= now else Phase.LATER)) for it in lessons]


def _row(lesson: Lesson, phase: Phase, reader: Reader, present: Mapping[int, Present]) -> Row:
    online = _online(lesson, reader)
    window = _window(lesson, reader)
    may_enter = reader.opens_before is not None
    return Row(
        lesson=lesson,
        phase=phase,
        online=online,
        opens=local(window.opens, reader.tz),
        button=may_enter and online is Online.RUNNING and window.button(reader.now),
        may_enter=may_enter,
        today=local(lesson.starts_at, reader.tz).date() == reader.today,
        present=present.get(lesson.id, Present()),
    )


def _online(lesson: Lesson, reader: Reader) -> Online:
    if lesson.plan is None or lesson.cancelled:
        return Online.NO
    if lesson.media == ENDED or lesson.ends_at <= reader.now:
        return Online.OVER
    return Online.LATER if _window(lesson, reader).early(reader.now) else Online.RUNNING


def _window(lesson: Lesson, reader: Reader) -> Window:
    before = reader.opens_before or timedelta()
    return Window(lesson.starts_at, lesson.ends_at, before, timedelta())


def _folded(rows: Sequence[Row]) -> int:
    """How many rows at the top stand in the way of what is looked for."""
    if rows and rows[0].today:
        past = _leading(rows, lambda row: row.phase is Phase.PAST)
        return past - LEFT_UNFOLDED if past >= FOLDED_FROM else 0
    extra = _leading(rows, lambda row: row.lesson.number is None)
    return extra if FOLDED_FROM <= extra < len(rows) else 0


def _shown(rows: Sequence[Row]) -> int:
    """How many rows come before the extra ones that are too far to look for."""
    if len(rows) < CROWDED_FROM:
        return len(rows)
    far = _leading(rows[::-1], _far)
    return min(len(rows) - far + EXTRA_AHEAD, len(rows))


def _far(row: Row) -> bool:
    return row.lesson.number is None and row.phase is Phase.LATER and not row.waiting


def _leading(rows: Sequence[Row], like: Callable[[Row], bool]) -> int:
    return next((n for n, row in enumerate(rows) if not like(row)), len(rows))


def _changes_at(rows: Sequence[Row], reader: Reader) -> datetime:
    moments = [next_midnight(reader.now, reader.tz)]
    for row in rows:
        moments += [row.opens, row.lesson.starts_at, row.lesson.ends_at]
    return min(moment for moment in moments if moment > reader.now)
