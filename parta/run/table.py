"""Columns for a terminal."""

from collections.abc import Sequence


def rows(cells: Sequence[Sequence[str]], indent: str = "  ") -> str:
    """Lines with the columns aligned; the last column is left ragged."""
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    pads = [f"{{:{width}}}" for width in widths]
    return "\n".join(indent + "  ".join(pads).format(*row).rstrip() for row in cells)
