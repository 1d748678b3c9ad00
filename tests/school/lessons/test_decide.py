"""The rule of the door, as a table: one row per clause and per edge."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from parta.school.lessons.decide import (
    Door,
    Pass,
    Refusal,
    Role,
    Visitor,
    Why,
    decide,
)
from parta.school.lessons.window import Window

BELL = datetime(2026, 11, 25, 7, 30, tzinfo=UTC)
WINDOW = Window(BELL, BELL + timedelta(minutes=40), timedelta(minutes=10), timedelta(minutes=15))
PLANNED = Door(WINDOW, online=True)
RUNNING = replace(PLANNED, running=True)

PUPIL, TEACHER, PARENT = Role.PUPIL, Role.TEACHER, Role.PARENT


def answer(role: Role | None, minute: float, door: Door, **visitor: Any) -> Why | None:
    """Why `role` is kept out at that minute of the lesson; None: they come in."""
    person = Visitor(role, **{"learning_id": role is PUPIL} | visitor)
    verdict = decide(person, door, BELL + timedelta(minutes=minute))
    return verdict.why if isinstance(verdict, Refusal) else None


@pytest.mark.parametrize(
    ("role", "minute", "door", "why"),
    [
        # Nobody has come in yet: from ten minutes before the bell to the last bell.
        (PUPIL, -11, PLANNED, Why.TOO_EARLY),
        (PUPIL, -10.001, PLANNED, Why.TOO_EARLY),
        (PUPIL, -10, PLANNED, None),
        (PUPIL, 0, PLANNED, None),
        (PUPIL, 39.999, PLANNED, None),
        (PUPIL, 40, PLANNED, Why.TOO_LATE),
        (PUPIL, 55, PLANNED, Why.TOO_LATE),
        (TEACHER, -11, PLANNED, Why.TOO_EARLY),
        (TEACHER, -10, PLANNED, None),
        (TEACHER, 39.999, PLANNED, None),
        (TEACHER, 40, PLANNED, Why.TOO_LATE),
        # A running room lets in until the overrun is over.
        (PUPIL, -10, RUNNING, None),
        (PUPIL, 40, RUNNING, None),
        (PUPIL, 54, RUNNING, None),
        (PUPIL, 54.999, RUNNING, None),
        (PUPIL, 55, RUNNING, Why.ENDED),
        (TEACHER, 54.999, RUNNING, None),
        (TEACHER, 55, RUNNING, Why.ENDED),
        # Ended for all: nobody comes in again, however early.
        (PUPIL, 5, replace(PLANNED, ended=True), Why.ENDED),
        (TEACHER, 5, replace(PLANNED, ended=True), Why.ENDED),
        # Not held, or not held online.
        (PUPIL, 5, replace(PLANNED, cancelled=True), Why.CANCELLED),
        (TEACHER, 5, replace(PLANNED, cancelled=True), Why.CANCELLED),
        (PUPIL, 5, replace(PLANNED, online=False), Why.NOT_ONLINE),
        (TEACHER, 5, replace(PLANNED, online=False), Why.NOT_ONLINE),
        (PUPIL, 5, replace(PLANNED, online=False, cancelled=True), Why.CANCELLED),
        (PUPIL, 5, replace(PLANNED, online=False, taken_back=True), Why.TAKEN_BACK),
        (TEACHER, 5, replace(PLANNED, online=False, taken_back=True), Why.TAKEN_BACK),
        (PUPIL, 5, replace(RUNNING, online=False, taken_back=True), Why.TAKEN_BACK),
        (PUPIL, 5, replace(PLANNED, taken_back=True), None),
        (None, 5, replace(PLANNED, online=False, taken_back=True), Why.NOT_IN_CLASS),
        # Strangers and parents learn nothing of the room, whatever its state.
        (None, -60, PLANNED, Why.NOT_IN_CLASS),
        (None, 5, RUNNING, Why.NOT_IN_CLASS),
        (None, 5, replace(PLANNED, ended=True), Why.NOT_IN_CLASS),
        (None, 5, replace(PLANNED, online=False), Why.NOT_IN_CLASS),
        (PARENT, -60, PLANNED, Why.PARENT),
        (PARENT, 5, RUNNING, Why.PARENT),
        (PARENT, 5, replace(PLANNED, ended=True), Why.PARENT),
        (PARENT, 5, replace(PLANNED, cancelled=True), Why.PARENT),
    ],
)
def test_the_door_answers_by_role_minute_and_state(
    role: Role | None, minute: float, door: Door, why: Why | None
) -> None:
    assert answer(role, minute, door) == why


@pytest.mark.parametrize(
    ("role", "visitor", "minute", "door", "why"),
    [
        (PUPIL, {}, 5, RUNNING, None),
        (PUPIL, {"removed": True}, 5, RUNNING, Why.REMOVED),
        (PUPIL, {"removed": True}, 60, RUNNING, Why.REMOVED),
        (PUPIL, {"learning_id": False}, 5, RUNNING, Why.NO_LEARNING_ID),
        (TEACHER, {"learning_id": False}, 5, RUNNING, None),
        (PUPIL, {"level_missing": True}, 5, RUNNING, Why.LEVEL_MISSING),
        (TEACHER, {"level_missing": True}, 5, RUNNING, Why.LEVEL_MISSING),
        # What a person can put right is told only when the door itself is open.
        (PUPIL, {"level_missing": True, "learning_id": False}, 5, RUNNING, Why.LEVEL_MISSING),
        (PUPIL, {"level_missing": True}, -11, PLANNED, Why.TOO_EARLY),
        (PUPIL, {"learning_id": False}, 55, RUNNING, Why.ENDED),
        (None, {"removed": True}, 5, RUNNING, Why.NOT_IN_CLASS),
        (PARENT, {"removed": True}, 5, RUNNING, Why.PARENT),
    ],
)
def test_the_door_answers_by_what_is_known_of_the_visitor(
    role: Role | None, visitor: dict[str, bool], minute: float, door: Door, why: Why | None
) -> None:
    assert answer(role, minute, door, **visitor) == why


def test_a_pass_opens_the_way_in_for_two_minutes() -> None:
    assert decide(Visitor(TEACHER), RUNNING, BELL) == Pass(TEACHER, timedelta(minutes=2))


def test_the_limits_are_the_schools_own() -> None:
    eager = replace(WINDOW, opens_before=timedelta(minutes=20), stays_after=timedelta(0))
    assert answer(PUPIL, -20, replace(PLANNED, window=eager)) is None
    assert answer(PUPIL, -20.001, replace(PLANNED, window=eager)) is Why.TOO_EARLY
    assert answer(PUPIL, 40, replace(RUNNING, window=eager)) is Why.ENDED


@pytest.mark.parametrize(
    ("minute", "live"), [(-10.001, False), (-10, True), (39.999, True), (40, False), (54, False)]
)
def test_the_green_button_is_live_until_the_last_bell(minute: float, live: bool) -> None:
    assert WINDOW.button(BELL + timedelta(minutes=minute)) is live
