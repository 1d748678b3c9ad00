"""What no longer counts is thrown away, at every site."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from parta.kit.jobs import every
from parta.kit.sessions import SessionStore

KEPT = {"SUCCESSFUL": timedelta(days=1), "FAILED": timedelta(days=14)}


@every(timedelta(days=1))
def prune_finished_tasks() -> None:
    now = timezone.now()  # the queue's rows carry real time, without the product's offset
    for status, kept in KEPT.items():
        with transaction.atomic():
            DBTaskResult.objects.filter(status=status, finished_at__lt=now - kept).delete()


@every(timedelta(hours=1))
def forget_ended_sessions() -> None:
    """Also those of people who pressed «Войти» and never came back."""
    with transaction.atomic():
        SessionStore.clear_expired()
