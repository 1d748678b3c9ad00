"""The product's clock: real time plus the offset that tests may set."""

from datetime import UTC, datetime

from django.conf import settings


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return datetime.now(UTC) + settings.CLOCK_OFFSET
