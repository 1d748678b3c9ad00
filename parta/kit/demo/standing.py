"""Whose data a site holds that may show the demo."""

from enum import StrEnum


class Standing(StrEnum):
    EMPTY = "empty"
    INHABITED = "inhabited"
    RESTING = "resting"  # the demo, switched off by an earlier start
    REAL = "real"  # the demo may not come here
