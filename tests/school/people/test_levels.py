"""Which level of identity opens the school, by hat and age."""

from datetime import date, timedelta

import pytest

from parta.school.people.hats import Hat
from parta.school.people.levels import Demands, Level, grown_up_on, needed, serves_until

PUPIL, BORN, LEAP = Hat.PUPIL, date(2012, 9, 10), date(2012, 2, 29)
LOW, MIDDLE, HIGH = Level.SIMPLIFIED, Level.STANDARD, Level.CONFIRMED
USUAL, STRICT = Demands(), Demands(grace=timedelta(0))
OTHER_PROOF = Demands(of_adults=MIDDLE)


@pytest.mark.parametrize(
    ("hat", "born", "today", "demands", "level"),
    [
        (PUPIL, BORN, date(2026, 9, 9), USUAL, LOW),  # 13
        (PUPIL, BORN, date(2026, 9, 10), USUAL, LOW),  # 14 today
        (PUPIL, BORN, date(2026, 12, 9), USUAL, LOW),  # the 90th day of grace
        (PUPIL, BORN, date(2026, 12, 10), USUAL, HIGH),
        (PUPIL, BORN, date(2026, 9, 10), STRICT, LOW),
        (PUPIL, BORN, date(2026, 9, 11), STRICT, HIGH),
        (PUPIL, BORN, date(2026, 12, 10), OTHER_PROOF, HIGH),  # a pupil is no adult
        (PUPIL, LEAP, date(2026, 5, 30), USUAL, LOW),  # 1 March and 90 days
        (PUPIL, LEAP, date(2026, 5, 31), USUAL, HIGH),
        (PUPIL, date(2014, 2, 28), date(2026, 5, 31), USUAL, LOW),
        (PUPIL, None, date(2026, 9, 1), USUAL, HIGH),
        *((hat, BORN, date(2026, 9, 1), USUAL, HIGH) for hat in Hat if hat is not PUPIL),
        (Hat.PARENT, None, date(2026, 9, 1), OTHER_PROOF, MIDDLE),
        (Hat.TEACHER, BORN, date(2026, 9, 1), OTHER_PROOF, MIDDLE),
    ],
)
def test_level_needed(
    hat: Hat, born: date | None, today: date, demands: Demands, level: Level
) -> None:
    assert needed(hat, born, today, demands) is level


@pytest.mark.parametrize(
    ("born", "day"),
    [(BORN, date(2026, 9, 10)), (LEAP, date(2026, 3, 1)), (date(2014, 2, 28), date(2028, 2, 28))],
)
def test_fourteenth_birthday(born: date, day: date) -> None:
    assert grown_up_on(born) == day


@pytest.mark.parametrize(
    ("hat", "born", "level", "last"),
    [
        (PUPIL, BORN, LOW, date(2026, 12, 9)),
        (PUPIL, BORN, MIDDLE, date(2026, 12, 9)),
        (PUPIL, BORN, HIGH, None),
        (PUPIL, None, LOW, None),
        (Hat.PARENT, BORN, MIDDLE, None),
    ],
)
def test_a_low_level_serves_a_pupil_to_the_end_of_the_grace(
    hat: Hat, born: date | None, level: Level, last: date | None
) -> None:
    assert serves_until(hat, born, level, USUAL) == last
