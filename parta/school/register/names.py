"""Names as people type them, and as lists and searches compare them.  Pure."""

from typing import Final

YO, YE = "\N{CYRILLIC SMALL LETTER IO}", "\N{CYRILLIC SMALL LETTER IE}"
JOINTS: Final = "-' "


def read(typed: str) -> str | None:
    """The name with single spaces; None for what is no name: digits, tags, control characters."""
    name = " ".join(typed.split()).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    letters = "".join(sign for sign in name if sign not in JOINTS)
    return name if letters.isalpha() and name[0] not in JOINTS else None


def folded(name: str) -> str:
    """What is compared: without case, and with the two letters as one that people write alike."""
    return " ".join(name.casefold().split()).replace(YO, YE)


def fits(name: str, asked: str) -> bool:
    """Whether each word of `asked` begins a word of `name`."""
    words = folded(name).replace("-", " ").split()
    return all(
        any(word.startswith(part) for word in words)
        for part in folded(asked).replace("-", " ").split()
    )
