"""What no longer counts is thrown away."""

from datetime import timedelta

from django.db import transaction

from parta.idp.accounts.fresh import YOUNG
from parta.idp.factors.models import SpentChallenge, Totp
from parta.kit import clock
from parta.kit.jobs import every


@every(timedelta(hours=1))
def forget_what_was_left() -> None:
    now = clock.now()
    with transaction.atomic():
        SpentChallenge.objects.filter(expires_at__lt=now).delete()
        Totp.objects.filter(since=None, made_at__lt=now - YOUNG).delete()
