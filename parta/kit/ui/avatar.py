"""A person without a picture: two letters and one of five paper colours."""

from zlib import crc32

from markupsafe import Markup

COLOURS = 5


def initials(name: str) -> str:
    """First letters of the first two words: "Anna Kovaleva" gives AK."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def avatar(name: str, css: str = "") -> Markup:
    """For the eye only; the same name always gets the same colour."""
    colour = crc32(name.encode()) % COLOURS + 1
    return Markup('<span class="ava c{}{}" aria-hidden="true">{}</span>').format(
        colour, f" {css}" if css else "", initials(name)
    )
