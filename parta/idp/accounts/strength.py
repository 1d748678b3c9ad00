"""What makes a password too easy to guess.

Pure.  Length, a list of common passwords, the person's own data; no demand for
capitals or signs, which only make people write passwords down (NIST SP 800-63B).
"""

import re
from collections.abc import Container, Iterable
from enum import StrEnum

SHORTEST = 8
GUESSED = 4  # letters that are left when everything known is taken away
YO, YE = "\u0451", "\u0435"  # many write the second for the first
KNOWN = 3  # a name shorter than this stands in too many words
RUSSIAN = (
    "\u0439\u0446\u0443\u043a\u0435\u043d\u0433\u0448\u0449\u0437\u0445\u044a"
    "\u0444\u044b\u0432\u0430\u043f\u0440\u043e\u043b\u0434\u0436\u044d"
    "\u044f\u0447\u0441\u043c\u0438\u0442\u044c\u0431\u044e\u0451"
)
"""The rows of a Russian keyboard; LATIN are the same keys."""
LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
SAME_KEYS = str.maketrans(RUSSIAN, LATIN)


class Weak(StrEnum):
    """Why a password is refused.  Stable: forms and tests key on them."""

    SHORT = "too-short"
    COMMON = "too-common"
    OWN = "own-data"


def weakness(password: str, own: Iterable[str], common: Container[str]) -> Weak | None:
    """`own` are names, numbers and dates of the person; `common` is in lower case."""
    if len(password) < SHORTEST:
        return Weak.SHORT
    said = password.strip().lower()
    if said in common or said.translate(SAME_KEYS) in common or len(set(said)) <= 2:
        return Weak.COMMON
    return Weak.OWN if len(_without(said, own)) <= GUESSED else None


def _without(said: str, own: Iterable[str]) -> str:
    """What is left of the password once everything known about the person is taken away."""
    said = said.replace(YO, YE)
    for word in sorted(_words(own), key=len, reverse=True):
        said = said.replace(word, "")
    return re.sub(r"[\W_]", "", said)


def _words(own: Iterable[str]) -> set[str]:
    found = {word for text in own for word in re.split(r"[\W_]+", text.lower().replace(YO, YE))}
    return {word for word in found if len(word) >= KNOWN}
