"""What no longer counts is thrown away."""

from datetime import timedelta

from django.db import transaction

from parta.idp.codes.limits import LONGEST
from parta.idp.codes.models import Challenge, Sent
from parta.kit import clock
from parta.kit.jobs import every

KEPT = timedelta(days=1)
"""An expired code can be sent again from its page for so long."""


@every(timedelta(hours=1))
def forget_old_codes() -> None:
    now = clock.now()
    with transaction.atomic():
        Challenge.objects.filter(expires_at__lt=now - KEPT).delete()
        Sent.objects.filter(since__lt=now - LONGEST).delete()
