"""Whose profile it is, as a table."""

from datetime import date

import pytest

from parta.school.learning.decide import Linked, Profile, Pupil, Refusal, Why, decide

BORN, ANOTHER_DAY = date(2013, 3, 14), date(2013, 3, 15)
NEW, KNOWN = Linked(new=True), Linked(new=False)


@pytest.mark.parametrize(
    ("hat", "born", "says", "own", "taken", "answer"),
    [
        (True, BORN, BORN, "", False, NEW),
        (True, BORN, None, "", False, NEW),  # the provider tells no date
        (True, None, BORN, "", False, NEW),  # the register knows none
        (True, None, None, "", False, NEW),
        (True, BORN, ANOTHER_DAY, "", False, Why.OTHER_BIRTH_DATE),
        (True, BORN, BORN, "", True, Why.OTHER_PUPILS),
        (True, BORN, ANOTHER_DAY, "", True, Why.OTHER_PUPILS),
        (True, BORN, BORN, "another", False, Why.OTHER_PROFILE),
        (True, BORN, BORN, "another", True, Why.OTHER_PUPILS),
        (True, BORN, BORN, "profile", False, KNOWN),
        (True, BORN, ANOTHER_DAY, "profile", False, KNOWN),  # corrected later on one side
        (False, BORN, BORN, "", False, Why.NOT_A_PUPIL),
        (False, BORN, BORN, "profile", False, Why.NOT_A_PUPIL),
    ],
)
def test_whose_profile_it_is(
    hat: bool, born: date | None, says: date | None, own: str, taken: bool, answer: Linked | Why
) -> None:
    expected = Refusal(answer) if isinstance(answer, Why) else answer
    assert decide(Profile("profile", says), Pupil(hat, born, own), taken) == expected
