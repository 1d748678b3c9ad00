"""How a person without a picture is shown."""

import pytest

from parta.kit.ui.avatar import avatar, initials


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Аня Ковалёва", "АК"),
        ("вера андреевна соколова", "ВА"),
        ("Александрина Константинопольская-Заболотная", "АК"),
        ("Cher", "C"),
        ("", ""),
    ],
)
def test_initials_are_of_the_first_two_words(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_name_always_gets_the_same_colour_and_is_escaped() -> None:
    assert avatar("Аня Ковалёва") == avatar("Аня Ковалёва")
    assert "&lt;" in avatar("<b> x", "s")
