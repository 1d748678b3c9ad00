"""The code of a call is known when the call has been made: the worker tells it."""

from typing import Any
from uuid import UUID

from django.db import transaction

from parta.idp.codes.challenge import mac
from parta.idp.codes.models import Challenge


def learn(message: UUID, code: str, **_signal: Any) -> None:
    """Receives notify.called.  A newer code of the same challenge has another message."""
    with transaction.atomic():
        row = Challenge.objects.select_for_update().filter(message=message, real=True).first()
        if row:
            Challenge.objects.filter(pk=row.pk).update(mac=mac(row.pk, code))
