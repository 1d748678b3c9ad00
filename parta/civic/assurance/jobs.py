"""What no longer counts is thrown away."""

from datetime import timedelta

from django.db import transaction

from parta.civic.assurance.models import DeskCode
from parta.kit import clock
from parta.kit.jobs import every


@every(timedelta(hours=1))
def forget_expired_desk_codes() -> None:
    with transaction.atomic():
        DeskCode.objects.filter(expires_at__lte=clock.now()).delete()
