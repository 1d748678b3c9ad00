"""What may be said in a lesson, and how it is kept."""

from datetime import UTC, datetime

import pytest

from parta.school.lessons.rules import (
    AT_ONCE,
    LONGEST,
    WITHIN,
    Why,
    moves_counted,
    plain,
    why_not_said,
)

NOW = datetime(2026, 11, 25, 7, 35, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Можно выйти?", "Можно выйти?"),
        ("  с краёв  ", "с краёв"),
        ("", ""),
        (" \t\n ", ""),
        ("<b>a</b> & <script>", "<b>a</b> & <script>"),  # just text
        ("1\r\n2\r3\n4", "1\n2\n3\n4"),
        ("a  \nb", "a\nb"),
        ("a\n\nb", "a\n\nb"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\tb", "a\tb"),
        ("a\0b\x07c\x1b[31m\x7f\x85", "abc[31m"),
        ("\ud800half", "half"),
        ("\u202eturned\u2066", "turned"),
        ("e\u0301 й", "é й"),
        ("\u200b\u2060 \ufeff\n\u00ad", ""),  # nothing to see
        ("👩\u200d🏫", "👩\u200d🏫"),  # one picture of three characters
    ],
)
def test_text_is_kept_plain(written: str, kept: str) -> None:
    assert plain(written) == kept


def test_moves_of_a_hand_are_counted_from_the_first() -> None:
    soon, later = NOW + WITHIN / 2, NOW + WITHIN
    assert moves_counted(0, None, NOW) == (1, NOW)
    assert moves_counted(1, NOW, soon) == (2, NOW)
    assert moves_counted(7, NOW, later) == (1, later)


@pytest.mark.parametrize(
    ("text", "lately", "why"),
    [
        ("я", 0, None),
        ("я" * LONGEST, AT_ONCE - 1, None),
        ("", 0, Why.EMPTY),
        ("", AT_ONCE, Why.EMPTY),
        ("я" * (LONGEST + 1), 0, Why.TOO_LONG),
        ("я", AT_ONCE, Why.TOO_FAST),
    ],
)
def test_why_something_is_not_said(text: str, lately: int, why: Why | None) -> None:
    assert why_not_said(text, lately) == why
