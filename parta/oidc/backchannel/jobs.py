"""What no longer counts is thrown away."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from parta.kit import clock
from parta.kit.jobs import every
from parta.oidc.backchannel.models import SpentToken, Stay


@every(timedelta(hours=1))
def forget_what_has_run_out() -> None:
    with transaction.atomic():
        SpentToken.objects.filter(expires_at__lt=clock.now()).delete()
    with transaction.atomic():
        living = Session.objects.values("session_key")
        Stay.objects.exclude(session_key__in=living).delete()
