"""What was done at the desks on one day: counts by place and clerk, no visitor's name."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TextIO

from django.conf import settings
from django.utils.translation import gettext

from parta.audit.models import AuditEvent
from parta.civic.assurance.models import Deed, Reason, Visit
from parta.civic.citizens.models import Citizen

FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


@dataclass(slots=True)
class Line:
    place: str
    clerk: str
    shown: int = 0  # how often the clerk has looked at somebody's data
    confirmed: int = 0
    recovered: int = 0
    refused: "Counter[str]" = field(default_factory=Counter)  # Reason → how often
    seconded: int = 0  # approved or taken back as the second clerk

    @property
    def refusals(self) -> int:
        return self.refused.total()


def of_day(day: date, place: str = "") -> list[Line]:
    """One line a place and clerk, in the order of the places; `place`: that one alone."""
    found: dict[tuple[str, str], Line] = {}

    def line(where: str, clerk: Any) -> Line:
        key = str(clerk or "")  # "": the account is erased
        return found.setdefault((where, key), Line(where, key))

    for actor, detail in _looks(day):
        line(detail.get("place", ""), actor).shown += 1
    for visit in Visit.objects.filter(at__gte=_begin(day), at__lt=_begin(day, 1)):
        _count(line(visit.place, visit.clerk_id), visit)
        if visit.second_id:
            line(visit.place, visit.second_id).seconded += 1
    lines = [one for one in found.values() if place in ("", one.place)]
    names = _names(one.clerk for one in lines if one.clerk)
    for one in lines:
        one.clerk = names.get(one.clerk) or gettext("a closed account")
    return sorted(lines, key=lambda one: (one.place, one.clerk))


def write(lines: Iterable[Line], to: TextIO) -> None:
    """As CSV that Russian spreadsheets open: semicolons; what they would run stands as text."""
    out = csv.writer(to, delimiter=";", lineterminator="\r\n")
    labels = [str(label) for label in Reason.labels]
    head = (gettext("Place"), gettext("Clerk"), gettext("Looked at"), gettext("Accounts confirmed"))
    out.writerow((*head, gettext("Accesses recovered"), *labels, gettext("As the second clerk")))
    for one in lines:
        counts = (one.shown, one.confirmed, one.recovered)
        refused = (one.refused[reason] for reason in Reason.values)
        out.writerow((_plain(one.place), _plain(one.clerk), *counts, *refused, one.seconded))


def _count(line: Line, visit: Visit) -> None:
    if visit.reason:
        line.refused[visit.reason] += 1
    elif visit.deed == Deed.RECOVER:
        line.recovered += 1
    else:
        line.confirmed += 1


def _looks(day: date) -> Iterator[tuple[str, dict[str, Any]]]:
    shown = AuditEvent.objects.filter(action="visitor.shown", scope="")
    of_the_day = shown.filter(ts__gte=_begin(day), ts__lt=_begin(day, 1))
    yield from of_the_day.values_list("actor", "detail").iterator()


def _begin(day: date, later: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=later), time(), settings.ZONE)


def _names(keys: Iterable[str]) -> dict[str, str]:
    people = Citizen.objects.filter(pk__in=set(keys))
    return {str(one.pk): f"{one.family_name} {one.given_name}" for one in people}


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULAS) else text
