"""Which bells ring on a date, and which weekday is taught."""

from datetime import date
from typing import Any

import pytest

from parta.school.timetable.bells import Listener, Rule, schedule_on
from parta.school.timetable.weeks import SpecialDay, parity, taught_weekday

SINCE = date(2026, 9, 1)
WEDNESDAY = date(2026, 11, 25)
FIFTH, FOURTH = Listener(51, 5), Listener(41, 4)


def rule(schedule: int, **fields: Any) -> Rule:
    values: dict[str, Any] = {"since": SINCE, "weekday": 3}
    return Rule(schedule=schedule, **values | fields)


ON_DATE = {"weekday": None, "on": WEDNESDAY}
LADDER = [
    rule(1),
    rule(2, levels=(5, 11)),
    rule(3, school_class=51),
    rule(4, **ON_DATE),
    rule(5, **ON_DATE, levels=(5, 11)),
    rule(6, **ON_DATE, school_class=51),
]


@pytest.mark.parametrize("steps", range(1, len(LADDER) + 1))
def test_each_rule_beats_those_before_it(steps: int) -> None:
    assert schedule_on(WEDNESDAY, FIFTH, LADDER[:steps]) == steps
    assert schedule_on(WEDNESDAY, FIFTH, LADDER[:steps][::-1]) == steps


@pytest.mark.parametrize(
    ("listener", "rules", "expected"),
    [
        (FOURTH, LADDER[:3], 1),
        (FOURTH, LADDER, 4),
        (Listener(), LADDER, 4),
        (Listener(), [rule(2, levels=(0, 11))], None),
        (FIFTH, [rule(1, weekday=4)], None),
        (FIFTH, [rule(1, until=WEDNESDAY)], None),
        (FIFTH, [rule(1, since=date(2026, 11, 26))], None),
        (FIFTH, [rule(1), rule(2, since=WEDNESDAY)], 2),
        (FIFTH, [], None),
    ],
)
def test_a_rule_rings_for_those_it_names_while_it_holds(
    listener: Listener, rules: list[Rule], expected: int | None
) -> None:
    assert schedule_on(WEDNESDAY, listener, rules) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 8, 31), "odd"),
        (date(2026, 9, 1), "odd"),
        (date(2026, 9, 6), "odd"),
        (date(2026, 9, 7), "even"),
        (date(2026, 11, 9), "odd"),  # vacation weeks counted
    ],
)
def test_weeks_take_turns_from_the_anchor(day: date, expected: str) -> None:
    assert parity(day, date(2026, 8, 31)) == expected


SATURDAY = date(2026, 11, 28)


def special(kind: str, **fields: Any) -> SpecialDay:
    return SpecialDay(on=SATURDAY, kind=kind, **fields)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], 6),
        ([special("extra_day", as_weekday=1)], 1),
        ([special("holiday")], None),
        ([special("vacation", level=4)], 6),
        ([special("quarantine", level=5)], None),
        ([special("distance")], 6),
        ([special("holiday"), special("extra_day", level=5, as_weekday=2)], 2),
        ([special("extra_day", level=5, as_weekday=2), special("holiday", school_class=51)], None),
        ([special("holiday", school_class=52)], 6),
    ],
)
def test_a_special_day_tells_which_weekday_is_taught(
    days: list[SpecialDay], expected: int | None
) -> None:
    assert taught_weekday(SATURDAY, FIFTH, days) == expected
