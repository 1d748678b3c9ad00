"""What no longer counts is thrown away."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from parta.kit.jobs import every


@every(timedelta(hours=1))
def forget_ended_sessions() -> None:
    """Also those of people who pressed «Войти» and never came back."""
    now = timezone.now()  # the rows carry real time, without the product's offset
    with transaction.atomic():
        Session.objects.filter(expire_date__lt=now).delete()
