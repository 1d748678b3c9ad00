"""Which bells ring on a date.  Pure; in prose: docs/rules/which-lesson-is-now.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears the bells: a class.  A group of several classes has neither part."""

    school_class: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A bell schedule and when it rings: on a date or a weekday, for whom, since when."""

    schedule: int
    weekday: int | None = None  # 1 Monday … 7 Sunday
    on: date | None = None
    levels: tuple[int, int] | None = None  # both inclusive
    school_class: int | None = None
    since: date
    until: date | None = None  # the first day it no longer holds


def schedule_on(day: date, listener: Listener, rules: Iterable[Rule]) -> int | None:
    """The schedule that rings for `listener` on `day`, None when none does.

    A rule of the date beats one of the weekday; then a class beats a level, and
    a level the school.  Of two alike the later `since` counts.
    """
    ringing = [rule for rule in rules if _rings(rule, day, listener)]
    if not ringing:
        return None
    return max(ringing, key=_precedence).schedule


def _rings(rule: Rule, day: date, listener: Listener) -> bool:
    if day < rule.since or (rule.until and day >= rule.until):
        return False
    if day != rule.on and day.isoweekday() != rule.weekday:
        return False
    if rule.school_class is not None:
        return rule.school_class == listener.school_class
    if rule.levels is None:
        return True
    return listener.level is not None and rule.levels[0] <= listener.level <= rule.levels[1]


def _precedence(rule: Rule) -> tuple[bool, bool, bool, date]:
    by_class, by_level = rule.school_class is not None, rule.levels is not None
    return rule.on is not None, by_class, by_level, rule.since
