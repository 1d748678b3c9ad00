"""The product's clock: real time plus the offset that tests may set."""

from datetime import UTC, date, datetime

from django.conf import settings


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return datetime.now(UTC) + settings.CLOCK_OFFSET


def day_of(moment: datetime) -> date:
    """The local day of `moment` at a site that has no school's zone: never UTC's."""
    day: date = moment.astimezone(settings.ZONE).date()
    return day


def today() -> date:
    return day_of(now())
