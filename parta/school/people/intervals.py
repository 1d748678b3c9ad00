"""What counts on a date: rows live in intervals `[since, until)`; an empty end means "still".

Each condition once as a Q, and once as SQL for the hot queries that are written by hand.
"""

from datetime import date

from django.db.models import Q


def counts_on(day: date) -> Q:
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def counts_sql(row: str, day: str) -> str:
    """The same of the table named `row`, on the day that the SQL `day` gives."""
    return f"{row}.since <= {day} AND ({row}.until IS NULL OR {row}.until > {day})"


def opens_diary_on(day: date) -> Q:
    """Of a GuardianLink: whether the guardian may look at the pupil's diary and lessons."""
    return counts_on(day) & Q(may_view=True, restricted=False)


def opens_diary_sql(link: str, day: str) -> str:
    return f"{link}.may_view AND NOT {link}.restricted AND {counts_sql(link, day)}"
