"""Which page is due on the way from a number to a learning profile."""

import pytest

from parta.learnid.signin.rules import Step, Way, due, next_step

STRANGER = Way()
UNKNOWN = Way(phone=True)
KNOWN = Way(phone=True, password=False)
PROVED = Way(phone=True, password=True)
NEW = Way(signed_in=True, new=True)
NEW_TOLD = Way(signed_in=True, new=True, about=True)
BARE = Way(signed_in=True)
MAKING = Way(signed_in=True, making=True)
FAMILY = Way(signed_in=True, profiles=True)
CHOSEN = Way(signed_in=True, profiles=True, chosen=True)
MADE = Way(signed_in=True, profiles=True, new=True, about=True, chosen=True)
SECOND = Way(signed_in=True, profiles=True, making=True)

OPEN = {
    STRANGER: [Step.PHONE],
    UNKNOWN: [Step.PHONE, Step.CODE],
    KNOWN: [Step.PHONE, Step.PASSWORD],
    PROVED: [Step.PHONE, Step.PASSWORD, Step.CODE],
    NEW: [Step.ABOUT],
    NEW_TOLD: [Step.ABOUT, Step.CREATE],
    BARE: [Step.CREATE],
    MAKING: [Step.CREATE, Step.ABOUT],
    FAMILY: [Step.CREATE, Step.CHOOSE],
    CHOSEN: [Step.CHOOSE, Step.CHECK],
    MADE: [Step.CHOOSE, Step.CHECK],
    SECOND: [Step.CHOOSE, Step.CREATE, Step.ABOUT],
}
"""The pages that are shown; the due one is last."""


@pytest.mark.parametrize("way", OPEN)
@pytest.mark.parametrize("asked", Step)
def test_a_page_is_shown_in_its_turn_and_after_it(asked: Step, way: Way) -> None:
    expected = asked if asked in OPEN[way] else due(way)
    assert next_step(asked, way) is expected
    assert due(way) is OPEN[way][-1]


@pytest.mark.parametrize(
    ("ways", "pages"),
    [
        (
            [STRANGER, KNOWN, PROVED, FAMILY, CHOSEN],
            [Step.PHONE, Step.PASSWORD, Step.CODE, Step.CHOOSE, Step.CHECK],
        ),
        (
            [STRANGER, KNOWN, PROVED, BARE, MAKING],
            [Step.PHONE, Step.PASSWORD, Step.CODE, Step.CREATE, Step.ABOUT],
        ),
        (
            [STRANGER, UNKNOWN, NEW, NEW_TOLD, MADE],
            [Step.PHONE, Step.CODE, Step.ABOUT, Step.CREATE, Step.CHECK],
        ),
        ([STRANGER, UNKNOWN, FAMILY], [Step.PHONE, Step.CODE, Step.CHOOSE]),
        ([FAMILY, SECOND], [Step.CHOOSE, Step.ABOUT]),
    ],
    ids=["variant 1", "variant 2", "variant 3", "no password set", "a second child"],
)
def test_each_variant_goes_its_way(ways: list[Way], pages: list[Step]) -> None:
    assert [due(way) for way in ways] == pages
