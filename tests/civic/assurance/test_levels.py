"""The ladder, row by row."""

from itertools import product

import pytest

from parta.civic.assurance.levels import (
    LADDER,
    Evidence,
    State,
    Step,
    ladder,
    next_step,
    raised,
    reached,
)
from parta.civic.citizens.models import Level

NOTHING = Evidence()
PAPERS = Evidence(document=True, snils=True)
SEEN = Evidence(document=True, snils=True, seen=True)
BANK = Evidence(document=True, snils=True, bank=True)
DONE, NOW, LATER = State.DONE, State.NOW, State.LATER


def test_the_ladder_is_that_of_the_accounts() -> None:
    assert list(LADDER) == Level.values


@pytest.mark.parametrize(
    ("evidence", "level"),
    [
        (NOTHING, "simplified"),
        (Evidence(document=True), "simplified"),
        (Evidence(snils=True), "simplified"),
        (Evidence(seen=True), "simplified"),
        (Evidence(document=True, seen=True), "simplified"),
        (Evidence(snils=True, seen=True), "simplified"),
        (PAPERS, "standard"),
        (SEEN, "confirmed"),
        (Evidence(bank=True), "simplified"),
        (Evidence(document=True, bank=True), "simplified"),
        (Evidence(snils=True, bank=True), "simplified"),
        (BANK, "confirmed"),
        (Evidence(document=True, snils=True, seen=True, bank=True), "confirmed"),
    ],
)
def test_a_level_is_what_the_evidence_is_good_for(evidence: Evidence, level: str) -> None:
    assert reached(evidence) == level


def test_a_level_never_falls_and_only_evidence_raises_it() -> None:
    for level, evidence in product(LADDER, (NOTHING, PAPERS, SEEN, BANK)):
        after = raised(level, evidence)
        assert LADDER.index(after) == max(LADDER.index(level), LADDER.index(reached(evidence)))
    assert raised("confirmed", NOTHING) == "confirmed"


@pytest.mark.parametrize(
    ("level", "age", "step"),
    [
        ("simplified", 7, Step.NOT_YET),
        ("simplified", 13, Step.NOT_YET),
        ("simplified", 14, Step.DOCUMENTS),
        ("simplified", 40, Step.DOCUMENTS),
        ("standard", 13, Step.NOT_YET),
        ("standard", 14, Step.DESK),
        ("confirmed", 13, Step.DONE),
        ("confirmed", 14, Step.DONE),
    ],
)
def test_the_next_step_goes_by_level_and_age(level: str, age: int, step: Step) -> None:
    assert next_step(level, age) is step


@pytest.mark.parametrize(
    ("level", "age", "states"),
    [
        ("simplified", 13, [DONE, LATER, LATER]),
        ("simplified", 14, [DONE, NOW, LATER]),
        ("standard", 13, [DONE, DONE, LATER]),
        ("standard", 14, [DONE, DONE, NOW]),
        ("confirmed", 13, [DONE, DONE, DONE]),
        ("confirmed", 14, [DONE, DONE, DONE]),
    ],
)
def test_the_ladder_shows_what_is_reached_and_what_comes_next(
    level: str, age: int, states: list[State]
) -> None:
    assert ladder(level, age) == states
