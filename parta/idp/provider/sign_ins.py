"""How many people a client signs in, day by day: counted from grants, at no cost to a sign-in."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate

from parta.idp.provider.models import Client, Grant, SignInsOfADay
from parta.kit import clock


def per_day(client: Client, days: int) -> list[tuple[date, int]]:
    """The last `days` days of the site's zone, today last; a sign-in is a redeemed code."""
    today = clock.today()
    known = dict.fromkeys((today - timedelta(days=ago) for ago in range(days - 1, -1, -1)), 0)
    kept = SignInsOfADay.objects.filter(client=client, day__in=known)
    lately = _by_day(Grant.objects.filter(client=client, counted=False))
    rows = [*kept.values_list("day", "number"), *((day, number) for _, day, number in lately)]
    for day, number in rows:
        if day in known:
            known[day] += number
    return list(known.items())


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
