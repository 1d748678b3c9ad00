"""A person without a picture: two letters, or a drawing, and one of five paper colours."""

from zlib import crc32

from markupsafe import Markup

from parta.kit.ui.icons import icon

COLOURS = 5


def initials(name: str) -> Markup:
    """First letters of the first two words: "Anna Kovaleva" gives AK; else a drawing."""
    letters = "".join(word[0] for word in name.split() if word[0].isalpha())[:2].upper()
    return Markup("{}").format(letters) if letters else icon("person")


def avatar(name: str, css: str = "") -> Markup:
    """For the eye only; the same name always gets the same colour."""
    colour = crc32(name.encode()) % COLOURS + 1
    return Markup('<span class="ava c{}{}" aria-hidden="true">{}</span>').format(
        colour, f" {css}" if css else "", initials(name)
    )
