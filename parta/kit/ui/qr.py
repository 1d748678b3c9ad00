"""A picture for a phone's camera: a contact, or any other text."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import segno
from markupsafe import Markup

QUIET = 4  # modules of white on each side, as the standard wants


def of_contact(contact: str, label: str) -> Markup:
    """An SVG of a phone (E.164) or an e-mail address: a camera offers to call or to write.

    `label` is for those who can't see it.  Dark on white in both modes, as cameras want it.
    """
    return of_text(f"mailto:{contact}" if "@" in contact else f"tel:{contact}", label)


def of_text(text: str, label: str) -> Markup:
    """An SVG of any text; see of_contact."""
    code = segno.make(text, micro=False)
    size, _ = code.symbol_size(border=QUIET)
    return Markup(
        '<svg class="qr" role="img" aria-label="{0}" viewBox="0 0 {1} {1}"'
        ' shape-rendering="crispEdges"><rect width="{1}" height="{1}" fill="#fff"/>'
        '<path d="{2}" fill="#000"/></svg>'
    ).format(label, size, "".join(_bars(code.matrix)))


def _bars(matrix: Iterable[Iterable[int]]) -> Iterator[str]:
    """The dark modules of each row, those side by side as one bar."""
    for y, row in enumerate(matrix, QUIET):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
