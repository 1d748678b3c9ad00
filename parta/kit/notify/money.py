"""What messages have cost today, and whether more may be spent."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Sum

from parta.kit import clock
from parta.kit.notify.models import Message
from parta.kit.notify.rules import exhausted

A_DAY = timedelta(days=1)
SHARE_OF_STRANGERS = Decimal("0.8")


def spent(now: datetime) -> Decimal:
    """Roubles since local midnight, with what is under way."""
    today = Message.objects.filter(made_at__gte=midnight(now))
    return today.aggregate(sum=Sum("cost"))["sum"] or Decimal()


def gone(now: datetime, known: bool = True) -> timedelta | None:
    """How long until money may be spent again; None while there is some.

    Who is not `known` may not spend the last of it: SHARE_OF_STRANGERS.
    """
    cap = settings.NOTIFY.money_a_day
    if cap is None or not exhausted(spent(now), cap if known else cap * SHARE_OF_STRANGERS):
        return None
    return midnight(now + A_DAY) - now


def midnight(moment: datetime) -> datetime:
    local = moment.astimezone(settings.ZONE)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def today() -> Decimal:
    return spent(clock.now())
