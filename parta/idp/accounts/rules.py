"""How wrong passwords are slowed down.

Pure.  Nobody is ever locked out: after a few free tries each further one waits
longer than the last, up to a bound, and a record that rests is forgotten.  The
rule in prose: docs/rules/provider.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

STEEPEST = 20  # doublings; beyond it any pause is past its bound


@dataclass(frozen=True, slots=True)
class Policy:
    free: int  # tries without a pause
    pause: timedelta  # after the first try that is not free; doubles with each one
    longest: timedelta
    memory: timedelta  # a record untouched for so long counts as none


@dataclass(frozen=True, slots=True)
class Record:
    tries: int
    last_at: datetime
    next_at: datetime  # no try before this


PERSON = Policy(5, timedelta(seconds=5), timedelta(minutes=5), timedelta(days=1))
"""One identifier from one network, or from one browser that knows the person."""

ADDRESS = Policy(200, timedelta(seconds=1), timedelta(seconds=1), timedelta(minutes=10))
"""All wrong passwords of one address.  A class of 60 stands behind one, so it
only caps a machine's pace: one try a second."""


def waiting(record: Record, now: datetime) -> timedelta | None:
    """How long the next try has to wait, or None when it may be made now."""
    return record.next_at - now if record.next_at > now else None


def after(record: Record | None, now: datetime, policy: Policy) -> Record:
    """The record once one more try has been made at `now`."""
    known = record is not None and now - record.last_at < policy.memory
    tries = record.tries + 1 if record and known else 1
    if tries < policy.free:
        return Record(tries, now, now - policy.pause)  # for one who looked at the clock before us
    doubled = policy.pause * 2 ** min(tries - policy.free, STEEPEST)
    return Record(tries, now, now + min(doubled, policy.longest))
