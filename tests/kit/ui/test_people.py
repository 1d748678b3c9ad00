"""How a person without a picture is shown."""

import pytest

from parta.kit.ui.avatar import avatar, initials
from parta.kit.ui.icons import icon


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Аня Ковалёва", "АК"),
        ("вера андреевна соколова", "ВА"),
        ("Александрина Константинопольская-Заболотная", "АК"),
        ("Cher", "C"),
        ("+7 199 111-11-11", icon("person")),
        ("", icon("person")),
    ],
)
def test_initials_are_of_the_first_two_words(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_name_always_gets_the_same_colour_and_is_escaped() -> None:
    assert avatar("Аня Ковалёва") == avatar("Аня Ковалёва")
    assert "<b>" not in avatar("<b> x", "s")
    assert ">Ё<" in avatar("ёж")
