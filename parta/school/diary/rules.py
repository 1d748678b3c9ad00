"""Whether a lesson of the teacher's own can still be held online.  Pure."""

from datetime import datetime
from enum import StrEnum


class Why(StrEnum):
    """Reasons why not.  Stable: pages and tests key on them."""

    CANCELLED = "cancelled"
    OVER = "over"


def why_not_online(ends_at: datetime, now: datetime, *, cancelled: bool, ended: bool) -> Why | None:
    """None when it can.  `ended`: it was held online and ended for all before the bell."""
    if cancelled:
        return Why.CANCELLED
    return Why.OVER if ended or ends_at <= now else None
