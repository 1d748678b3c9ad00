"""What may be said in a lesson, and how it is written down.  Pure."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

LONGEST: Final = 1000  # characters
AT_ONCE: Final = 5
WITHIN = timedelta(seconds=10)
"""At most AT_ONCE messages of one person within that time, and as many moves of their hand."""

GAP: Final = re.compile(r"\n{3,}")
UNSEEN: Final = frozenset({"Cf", "Zs"})  # joiners, marks of direction, spaces
NOT_TEXT: Final = frozenset({"Cc", "Cs"})  # control characters, halves of characters
TURNS_AROUND: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that show the text after them in another order than it was written in."""


class Why(StrEnum):
    """Reasons why a deed in the lesson was not done.  Stable: the room and tests key on them."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    TOO_FAST = "too-fast"
    NOT_INSIDE = "not-inside"
    NOT_THE_TEACHER = "not-the-teacher"
    NO_SUCH_SEAT = "no-such-seat"
    MALFORMED = "malformed"


def plain(text: str) -> str:
    """The text as it is kept: composed, without what cannot be seen or upsets the page.

    Lines stay lines; three and more empty ones become one.  Joiners of letters stay, and
    are nothing by themselves.
    """
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    seen = "".join(each for each in lines if each == "\n" or _is_text(each))
    text = GAP.sub("\n\n", "\n".join(line.rstrip() for line in seen.split("\n"))).strip()
    return text if any(_is_seen(each) for each in text) else ""


def why_not_said(text: str, lately: int) -> Why | None:
    """None when `text`, made plain, may be said by somebody who spoke `lately` times WITHIN."""
    if not text:
        return Why.EMPTY
    if len(text) > LONGEST:
        return Why.TOO_LONG
    return Why.TOO_FAST if lately >= AT_ONCE else None


def moves_counted(before: int, since: datetime | None, now: datetime) -> tuple[int, datetime]:
    """The moves of a hand with the one now, and since when they are counted."""
    if since is None or now - since >= WITHIN:
        return 1, now
    return before + 1, since


def _is_seen(character: str) -> bool:
    return character not in "\t\n" and unicodedata.category(character) not in UNSEEN


def _is_text(character: str) -> bool:
    if character in TURNS_AROUND:
        return False
    return character == "\t" or unicodedata.category(character) not in NOT_TEXT
