"""The picture of a contact: what a camera reads from it."""

import re

import pytest
import segno

from parta.kit.ui.qr import QUIET, of_contact

BAR = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")


def drawn(picture: str) -> set[tuple[int, int]]:
    """The dark modules, without the white around them."""
    return {
        (int(x) - QUIET + step, int(y) - QUIET)
        for x, y, length in BAR.findall(picture)
        for step in range(int(length))
    }


@pytest.mark.parametrize(
    ("contact", "read"),
    [
        ("+71991111111", "tel:+71991111111"),
        ("anya@pochta.example", "mailto:anya@pochta.example"),
        ("ё" * 60 + "@" + "x" * 189, "mailto:" + "ё" * 60 + "@" + "x" * 189),
    ],
)
def test_a_camera_reads_the_contact(contact: str, read: str) -> None:
    matrix = segno.make(read, micro=False).matrix
    dark = {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert drawn(of_contact(contact, "label")) == dark


def test_the_picture_is_white_around_and_tells_readers_what_it_is() -> None:
    picture = of_contact("+71991111111", 'Phone "of" <Anya>')
    assert 'aria-label="Phone &#34;of&#34; &lt;Anya&gt;"' in picture
    assert 'viewBox="0 0 29 29"' in picture
    assert '<rect width="29" height="29" fill="#fff"/>' in picture
    assert "style" not in picture
