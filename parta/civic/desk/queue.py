"""Who waits at a place, oldest first.

A name stands here only where the person has chosen the place; everybody else is
counted, and opens to whoever types the code.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from parta.civic.assurance.levels import STANDARD
from parta.civic.assurance.models import DeskCode
from parta.civic.citizens.models import Citizen
from parta.civic.desk.models import Clerk, Proposal, Recovery

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Waiting:
    name: str  # "" for who comes to recover access: whose account it is, the paper says
    minutes: int
    since: datetime
    changed: bool = False  # was confirmed, by other data


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
        *((row.made_at, row.citizen.full_name, _changed(row.citizen)) for row in _with_past(codes)),
        *((row.made_at, "", False) for row in lost),
    ]
    oldest = sorted(rows)[:SHOWN]
    return [
        Waiting(name, int((now - at) / timedelta(minutes=1)), at, changed)
        for at, name, changed in oldest
    ]


def _with_past(codes: QuerySet[DeskCode]) -> QuerySet[DeskCode]:
    return codes.select_related("citizen__confirmed_before")


def _changed(citizen: Citizen) -> bool:
    return hasattr(citizen, "confirmed_before")


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
