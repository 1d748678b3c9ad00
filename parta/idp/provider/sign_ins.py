"""How many people a client signs in, day by day: counted from grants, at no cost to a sign-in."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate

from parta.idp.provider.models import Grant, SignInsOfADay
from parta.kit import clock

Counted = Mapping[str, Mapping[date, int]]


def of_all(days: int) -> Counted:
    """By client, the last `days` days of the site's zone, today last; a sign-in is a redeemed code.

    Two queries.  Who has signed nobody in is left out.
    """
    today = clock.today()
    known = [today - timedelta(days=ago) for ago in range(days - 1, -1, -1)]
    kept = SignInsOfADay.objects.filter(day__in=known)
    lately = _by_day(Grant.objects.filter(counted=False))
    found: dict[str, dict[date, int]] = {}
    for client_id, day, number in (*kept.values_list("client_id", "day", "number"), *lately):
        if day in known:
            found.setdefault(client_id, dict.fromkeys(known, 0))[day] += number
    return found


def count(grants: QuerySet[Grant]) -> None:
    """Add these grants to their days, each once; their codes can be redeemed no more."""
    with transaction.atomic():
        new = grants.filter(counted=False)
        for client_id, day, number in list(_by_day(new)):
            row, _ = SignInsOfADay.objects.get_or_create(client_id=client_id, day=day)
            SignInsOfADay.objects.filter(pk=row.pk).update(number=F("number") + number)
        new.update(counted=True)


def _by_day(grants: QuerySet[Grant]) -> QuerySet[Grant, tuple[str, date, int]]:
    day = TruncDate("begun_at", tzinfo=settings.ZONE)
    redeemed = grants.filter(code__spent_at__isnull=False).order_by()
    counted = redeemed.annotate(day=day).values("client_id", "day").annotate(number=Count("pk"))
    return counted.values_list("client_id", "day", "number")
