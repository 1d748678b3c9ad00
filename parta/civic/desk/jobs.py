"""What no longer counts is thrown away."""

from datetime import timedelta

from django.db import transaction

from parta.civic.desk.models import Proposal, Recovery
from parta.kit import clock
from parta.kit.jobs import every


@every(timedelta(hours=1))
def forget_what_waited_too_long() -> None:
    now = clock.now()
    with transaction.atomic():
        Proposal.objects.filter(expires_at__lte=now).delete()
        Recovery.objects.filter(expires_at__lte=now).delete()
