"""Requests that were signed: remembered, so that none is asked twice.

An authorization request waits here while the person signs in; their browser
carries its key alone.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from parta.civic.esia.errors import Fault, Refusal
from parta.civic.esia.models import Asking, System
from parta.idp.provider.models import digest
from parta.kit import clock

LIVES = timedelta(hours=1)
"""Longer than a timestamp is taken, and than a registration on the way takes."""


def remember(system: System, state: str, parameters: Mapping[str, Any] | None = None) -> str:
    """The key under which the request waits; Refusal where the state was used before."""
    key = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            Asking.objects.create(
                system=system,
                state=state,
                key_hash=digest(key) if parameters else None,
                parameters=dict(parameters or {}),
                expires_at=clock.now() + LIVES,
            )
    except IntegrityError:
        raise Refusal(Fault.PARAMETER, f"state {state} was used before") from None
    return key


def forget(system: System, state: str) -> None:
    """Of the token step, which has come to nothing: the very request may be sent again."""
    with transaction.atomic():
        Asking.objects.filter(system=system, state=state, key_hash=None).delete()


def find(key: str) -> Asking | None:
    return (
        Asking.objects.select_related("system__client")
        .filter(key_hash=digest(key), expires_at__gt=clock.now(), system__client__is_active=True)
        .first()
    )


def answer(asking: Asking, sid: str) -> None:
    """The request serves one session: again there, never in another."""
    free = Q(answered_in="") | Q(answered_in=sid)
    with transaction.atomic():
        served = Asking.objects.filter(free, pk=asking.pk).update(answered_in=sid)
    if not served:
        raise Refusal(Fault.PARAMETER, "the request was answered in another session")
