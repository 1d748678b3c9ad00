"""Profiles that were left, and not taken back in time, are thrown away."""

from datetime import timedelta

from django.db import transaction

from parta.kit import clock
from parta.kit.jobs import every
from parta.learnid.profiles.leave import TAKEN_BACK_FOR
from parta.learnid.profiles.models import Profile


@every(timedelta(hours=6))
def forget_what_was_left() -> None:
    with transaction.atomic():
        Profile.objects.filter(left_at__lt=clock.now() - TAKEN_BACK_FOR).delete()
