"""Surnames, names and patronymics as people type them, and as lists and searches compare them.

Pure.  Letters of any script, ё among them, in words that a hyphen, an apostrophe
or a space joins.  Whatever else stands there is no name: digits, tags, control
characters.
"""

import re
import unicodedata

LONGEST = 200  # characters
SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f]+")
HYPHENS = re.compile(r" ?[-\u2010-\u2014] ?")
APOSTROPHES = re.compile(r"[`\u2018\u2019\u02bc]")
JOINTS = re.compile(r"[ '-]")
HEADS = re.compile(r"(?:^|(?<=[ -]))[^\W\d_]")  # not behind an apostrophe
YO, YE = "\N{CYRILLIC SMALL LETTER IO}", "\N{CYRILLIC SMALL LETTER IE}"


def read(typed: str) -> str | None:
    """The name in its one spelling, or None when this can't be a name."""
    name = SPACES.sub(" ", unicodedata.normalize("NFC", typed.strip()))
    name = APOSTROPHES.sub("'", HYPHENS.sub("-", name))
    words = JOINTS.split(name)
    return name if len(name) <= LONGEST and all(_is_word(word) for word in words) else None


def begun(name: str) -> str:
    """With a capital at the head of each word, where the whole name was typed in lower case."""
    if name != name.lower():
        return name
    capital = HEADS.sub(lambda head: head[0].upper(), name)
    return capital if len(capital) == len(name) else name  # a sharp s has no capital of one letter


def folded(name: str) -> str:
    """What is compared: without case, and with the two letters as one that people write alike."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return " ".join(plain.split()).replace(YO, YE)


def fits(name: str, asked: str) -> bool:
    """Whether each word of `asked` begins a word of `name`."""
    words = folded(name).replace("-", " ").split()
    return all(
        any(word.startswith(part) for word in words)
        for part in folded(asked).replace("-", " ").split()
    )


def _is_word(word: str) -> bool:
    """Letters, and the accents that some scripts write after them."""
    kinds = [unicodedata.category(sign)[0] for sign in word]
    return kinds[:1] == ["L"] and set(kinds) <= {"L", "M"}
