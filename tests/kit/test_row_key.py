"""A number from outside is a key only where a row could have it."""

import pytest

from parta.kit.row_key import MOST, row_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("7", 7),
        ("0", 0),
        (str(MOST), MOST),
        (str(MOST + 1), None),
        ("9" * 5000, None),
        ("", None),
        ("-7", None),
        (" 7", None),
        ("7\n", None),
        ("٧", None),
        ("²", None),
    ],
)
def test_a_key_fits_its_column(text: str, key: int | None) -> None:
    assert row_key(text) == key
