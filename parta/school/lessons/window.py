"""When the door of an online lesson stands open.

The one place that turns bells and the school's limits into times: the door asks
it, and so does the diary's green button.  Pure: no database, clock or settings.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """The times of one online lesson; intervals are half-open."""

    starts: datetime  # the bells, aware
    ends: datetime
    opens_before: timedelta
    stays_after: timedelta

    @property
    def opens(self) -> datetime:
        return self.starts - self.opens_before

    @property
    def closes(self) -> datetime:
        """When a room that still runs is closed for all."""
        return self.ends + self.stays_after

    def button(self, now: datetime) -> bool:
        """Whether the green button is live: from `opens` until the bell."""
        return self.opens <= now < self.ends

    def early(self, now: datetime) -> bool:
        return now < self.opens

    def late(self, now: datetime, *, running: bool) -> bool:
        """Past the bell where nobody came in, past the overrun where the room runs."""
        return now >= (self.closes if running else self.ends)
