"""Two bell rules of one day, one scope and one beginning would leave the bells to chance."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from parta.school.timetable.models import BellRule, BellSchedule
from tests.cast import TODAY, YEAR_STARTS, Cast

WEEKLY: dict[str, Any] = {"weekday": 3, "since": YEAR_STARTS}
ONCE: dict[str, Any] = {"date": TODAY, "since": YEAR_STARTS}
LEVELS: dict[str, Any] = {"level_from": 5, "level_to": 9}


@pytest.mark.parametrize("rule", [WEEKLY, ONCE, WEEKLY | LEVELS, ONCE | LEVELS])
@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, False),
        ({"until": date(2027, 1, 1)}, False),
        ({"since": date(2026, 9, 2)}, True),
        ({"level_from": 1, "level_to": 4}, True),
        ({"level_from": 5, "level_to": 11}, True),
    ],
)
def test_a_rule_is_written_down_once(
    cast: Cast, rule: dict[str, Any], change: dict[str, Any], allowed: bool
) -> None:
    _ring(cast, **rule)
    assert _rings(cast, **rule | change) is allowed


def test_rules_of_a_date_a_weekday_a_class_and_another_school_stand_side_by_side(
    cast: Cast,
) -> None:
    on_first = {"date": YEAR_STARTS, "since": YEAR_STARTS}
    for rule in (WEEKLY, ONCE, on_first, WEEKLY | {"weekday": 2}):
        _ring(cast, **rule)
        _ring(cast, **rule, school_class=cast.class_7b)
        _ring(cast, **rule, school_class=cast.class_7a)
        _ring(cast, **rule, school=cast.other_school)
    assert not _rings(cast, **WEEKLY, school_class=cast.class_7b)


def _ring(cast: Cast, **rule: Any) -> None:
    school = rule.setdefault("school", cast.school)
    schedule, _ = BellSchedule.objects.get_or_create(school=school, name="Обычный")
    BellRule.objects.create(schedule=schedule, **rule)


def _rings(cast: Cast, **rule: Any) -> bool:
    try:
        with transaction.atomic():
            _ring(cast, **rule)
    except IntegrityError:
        return False
    return True
