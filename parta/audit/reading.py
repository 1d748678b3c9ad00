"""Reading the audit: newest first, a page at a time, never more than one scope to a school."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from parta.audit.models import AuditEvent

PAGE = 50  # events


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events; what is left out does not narrow them."""

    keys: tuple[str, ...] | None = None  # who did it or to whom: "person:…", "operator", "lesson:7"
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None  # not any more
    before: int | None = None  # older than the event with that id


@dataclass(frozen=True, slots=True)
class Page:
    events: list[AuditEvent]
    older: int | None  # `before` of the next page; None: that was all


def of_scope(scope: str, asked: Asked, size: int = PAGE) -> Page:
    """What a school may read: its own events alone."""
    return _page(Q(scope=scope), asked, size)


def of_site(asked: Asked, size: int = PAGE) -> Page:
    """Everything on this site: for its operator."""
    return _page(Q(), asked, size)


def _page(scope: Q, asked: Asked, size: int) -> Page:
    wanted = scope
    if asked.keys is not None:
        wanted &= Q(actor__in=asked.keys) | Q(object__in=asked.keys)
    for lookup, value in (
        ("action", asked.action or None),
        ("ts__gte", asked.since),
        ("ts__lt", asked.until),
        ("id__lt", asked.before),
    ):
        wanted &= Q() if value is None else Q(**{lookup: value})
    found = list(AuditEvent.objects.filter(wanted).order_by("-id")[: size + 1])
    events = found[:size]
    return Page(events, events[-1].pk if len(found) > size else None)
