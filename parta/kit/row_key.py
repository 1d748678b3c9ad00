"""Keys of rows as people may write them into an address or a form."""

import re
from typing import Final

MOST: Final = 2**63 - 1
"""What a column of both databases holds; a larger number is an error to ask them for."""


def row_key(text: str) -> int | None:
    """The key that `text` names; None where no row could have it."""
    if not re.fullmatch("[0-9]{1,19}", text):
        return None
    return key if (key := int(text)) <= MOST else None


class RowKey:
    """A path converter: an address with another number has no page."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        key = row_key(value)
        if key is None:
            raise ValueError(value)
        return key

    def to_url(self, value: int) -> str:
        return str(value)
