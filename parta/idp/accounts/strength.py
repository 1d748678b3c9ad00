"""What makes a password too easy to guess.

Pure.  Length, a list of common passwords, what the site is called, the person's own
data; no demand for capitals or signs, which only make people write passwords down
(NIST SP 800-63B).
"""

import re
from collections.abc import Container, Iterable
from enum import StrEnum

SHORTEST = 8
GUESSED = 4  # letters that are left when everything known is taken away
YO, YE = "ё", "е"  # many write the second for the first
KNOWN = 3  # a name shorter than this stands in too many words
AROUND = "0123456789 !?@#$%&*+-=_.,"
LONGEST_AROUND = 4
"""Digits and signs that make no other password of a common one: "dragon1990", "!пароль1"."""
RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
"""The same keys of a keyboard, row by row."""
SAME_KEYS = str.maketrans(RUSSIAN, LATIN)


class Weak(StrEnum):
    """Why a password is refused.  Stable: forms and tests key on them."""

    SHORT = "too-short"
    COMMON = "too-common"
    OWN = "own-data"


def weakness(
    password: str, own: Iterable[str], common: Container[str], called: Iterable[str] = ()
) -> Weak | None:
    """`own` are names, numbers and dates of the person; `common` is in lower case; `called`
    is what the site goes by."""
    if len(password) < SHORTEST:
        return Weak.SHORT
    said = password.strip().lower()
    if _tried_first(said, common) or len(set(said)) <= 2 or _made_of(called, said):
        return Weak.COMMON
    return Weak.OWN if _made_of(own, said) else None


def _tried_first(said: str, common: Container[str]) -> bool:
    """Also typed on the Russian layout ("йцукен"), and with a year or so put before or behind."""
    stem = said.strip(AROUND)
    forms = {said, stem} if len(said) - len(stem) <= LONGEST_AROUND else {said}
    return any(form in common or form.translate(SAME_KEYS) in common for form in forms)


def _made_of(known: Iterable[str], said: str) -> bool:
    """Whether little is left of the password once these words are taken away."""
    said = rest = said.replace(YO, YE)
    for word in sorted(_words(known), key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != said and len(re.sub(r"[\W_]", "", rest)) <= GUESSED


def _words(known: Iterable[str]) -> set[str]:
    found = {word for text in known for word in re.split(r"[\W_]+", text.lower().replace(YO, YE))}
    return {word for word in found if len(word) >= KNOWN}
