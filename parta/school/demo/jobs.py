"""What the worker does for the demo."""

from datetime import timedelta

from django.conf import settings

from parta.kit import clock
from parta.kit.jobs import every
from parta.school.demo.renew import renew


@every(timedelta(minutes=5))
def renew_demo() -> None:
    if settings.DEMO:
        renew(clock.now())
