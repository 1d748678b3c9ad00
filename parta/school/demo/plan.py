"""The two schools of the demo on paper: their classes, and who is taught what when.  Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from parta.kit.demo.people import SCHOOL_NAMES, TZ
from parta.kit.demo.people import School as Key
from parta.school.demo import lessons

SCHOOL_DAYS: Final = range(1, 6)  # Monday to Friday


class TaughtBy(StrEnum):
    ONE = "one"  # a teacher of the class's own, as in primary school
    SUBJECT = "subject"  # the school's only teacher of the subject
    VERA = "vera"


class Turn(NamedTuple):
    """Which subject stands at a number of a weekday: (start + number·n + weekday·w) of the list."""

    start: int
    number: int
    weekday: int


@dataclass(frozen=True, slots=True)
class ClassPlan:
    level: int
    letter: str
    size: int  # pupils, those of the cast included
    subjects: tuple[str, ...]
    a_day: int  # lessons
    turn: Turn
    taught_by: TaughtBy = TaughtBy.SUBJECT

    @property
    def title(self) -> str:
        return f"{self.level}{self.letter}"

    def week(self) -> Iterator[tuple[int, int, str]]:
        """Weekday, lesson number and subject of each lesson; one less on Fridays."""
        for weekday in SCHOOL_DAYS:
            last = self.a_day - (weekday == max(SCHOOL_DAYS))
            for number in range(1, last + 1):
                at = (self.turn.start, self.turn.number * number, self.turn.weekday * weekday)
                yield weekday, number, self.subjects[sum(at) % len(self.subjects)]


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    key: Key
    classes: tuple[ClassPlan, ...]
    tz: str = TZ

    @property
    def name(self) -> str:
        return SCHOOL_NAMES[self.key]


def _primary(level: int) -> ClassPlan:
    return ClassPlan(level, "А", 25, lessons.PRIMARY, 4, Turn(level, 1, 1), TaughtBy.ONE)


def _middle(level: int) -> ClassPlan:
    """Each class starts the list elsewhere, so that no teacher is in two rooms at once."""
    return ClassPlan(level, "А", 25, lessons.MIDDLE, 6, Turn(level, 3, 1))


DEMO_CLASS: Final = ClassPlan(7, "Б", 26, lessons.DEMO_CLASS, 6, Turn(0, 1, 2), TaughtBy.VERA)
SCHOOL: Final = SchoolPlan(
    key="school",
    classes=(
        *(_primary(level) for level in range(1, 5)),
        *(_middle(level) for level in range(5, 12)),
        DEMO_CLASS,
    ),
)
GYMNASIUM: Final = SchoolPlan(
    key="gymnasium",
    classes=(ClassPlan(7, "А", 15, lessons.MIDDLE[:5], 4, Turn(0, 1, 2), TaughtBy.ONE),),
)
SCHOOLS: Final = (SCHOOL, GYMNASIUM)
