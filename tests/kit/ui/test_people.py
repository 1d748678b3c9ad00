"""How a person without a picture and another's contact are shown."""

import pytest

from parta.kit.ui.avatar import avatar, initials
from parta.kit.ui.contacts import masked


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


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("+71991111111", "+7 *** ** *11"),
        ("+375291234567", "+375 *** ** *67"),
        ("anya.k@pochta.example", "a***@pochta.example"),
        ("@odd.example", "***@odd.example"),
    ],
)
def test_a_contact_of_another_is_masked(contact: str, expected: str) -> None:
    assert masked(contact) == expected
