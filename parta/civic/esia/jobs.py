"""Requests whose time is over are forgotten: nobody could send them again."""

from datetime import timedelta

from django.db import transaction

from parta.civic.esia.models import Asking
from parta.kit import clock
from parta.kit.jobs import every


@every(timedelta(hours=1))
def forget_old_requests() -> None:
    with transaction.atomic():
        Asking.objects.filter(expires_at__lt=clock.now()).delete()
