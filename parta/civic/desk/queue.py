"""Who waits at a place, oldest first.

A name stands here only where the person has chosen the place; everybody else is
counted, and opens to whoever types the code.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from parta.civic.assurance.levels import STANDARD
from parta.civic.assurance.models import DeskCode
from parta.civic.desk.models import Clerk, Proposal, Recovery

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Waiting:
    name: str  # "" for who comes to recover access: whose account it is, the paper says
    minutes: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Second:
    """A decision of a colleague that waits for a second one."""

    key: int
    deed: str
    name: str
    by: str
    own: bool


def places() -> list[str]:
    return list(Clerk.objects.order_by("place").values_list("place", flat=True).distinct())


def known_place(said: str) -> str:
    """The place that is meant; "" where there is none of that name."""
    return said if said in places() else ""


def waiting(place: str, now: datetime) -> list[Waiting]:
    codes = DeskCode.objects.filter(
        place=place, expires_at__gt=now, citizen__level=STANDARD, citizen__is_active=True
    )
    lost = Recovery.objects.filter(place=place, expires_at__gt=now, state=Recovery.State.WAITING)
    rows = [
        *((row.citizen.full_name, row.made_at) for row in codes.select_related("citizen")),
        *(("", row.made_at) for row in lost),
    ]
    oldest = sorted(rows, key=lambda row: row[1])[:SHOWN]
    return [Waiting(name, int((now - at) / timedelta(minutes=1)), at) for name, at in oldest]


def unnamed(now: datetime) -> int:
    """Living codes of people who have not said where they go."""
    return DeskCode.objects.filter(place="", expires_at__gt=now).count()


def seconds(clerk: Clerk, now: datetime) -> list[Second]:
    rows = Proposal.objects.filter(place=clerk.place, expires_at__gt=now).order_by("at", "pk")
    return [
        Second(
            key=row.pk,
            deed=row.deed,
            name=row.citizen.full_name,
            by=f"{row.clerk.family_name} {row.clerk.given_name}",
            own=row.clerk_id == clerk.pk,
        )
        for row in rows.select_related("citizen", "clerk")[:SHOWN]
    ]
