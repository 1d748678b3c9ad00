"""Telling clients that a session has ended (OpenID Connect Back-Channel Logout 1.0).

The worker posts a signed logout token to each client that is owed one.  A client
that does not take it is asked again later and later, for a day.
"""

import logging
import secrets
from datetime import timedelta
from typing import Any

import httpx
from django.conf import settings
from django.db import transaction
from django.db.models import F

from parta.audit import record
from parta.idp.provider import jose
from parta.idp.provider.addresses import fault_of_backchannel
from parta.idp.provider.models import LogoutNotice
from parta.idp.provider.rules import notice_waits
from parta.kit import clock, http

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TOKEN_LIVES_SECONDS = 120
GIVEN_UP_AFTER = timedelta(days=1)
AT_ONCE = 100
log = logging.getLogger("parta.idp.provider")


def tell_all() -> None:
    """Send what is due.  A silent client is asked once a round, not to hold up others."""
    due = LogoutNotice.objects.filter(next_at__lte=clock.now()).select_related("client")
    silent: set[str] = set()
    for notice in due.order_by("next_at")[:AT_ONCE]:
        if notice.client_id not in silent and not _tell(notice):
            silent.add(notice.client_id)
            _put_off(notice)


def _tell(notice: LogoutNotice) -> bool:
    """Whether the client has taken it; then the notice is gone."""
    if not _taken(notice):
        return False
    with transaction.atomic():
        notice.delete()
    return True


def _taken(notice: LogoutNotice) -> bool:
    uri = notice.client.backchannel_logout_uri
    if fault_of_backchannel(uri):
        return False
    try:
        answer = http.client().post(uri, data={"logout_token": logout_token(notice)})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.info("%s was not told of a sign-out: %s", notice.client_id, type(error).__name__)
        return False
    return bool(answer.is_success)


def logout_token(notice: LogoutNotice) -> str:
    """Anew at each try: its time and its name (`jti`) are this try's."""
    now = int(clock.now().timestamp())
    claims: dict[str, Any] = {
        "iss": settings.ISSUER,
        "sub": notice.subject,
        "aud": notice.client_id,
        "iat": now,
        "exp": now + TOKEN_LIVES_SECONDS,
        "jti": secrets.token_urlsafe(16),
        "events": {EVENT: {}},
        "sid": notice.sid,
    }
    return jose.signed(claims, notice.client.id_token_alg, {"typ": "logout+jwt"})


def _put_off(failed: LogoutNotice) -> None:
    """All that this client is owed waits as long as the notice that has just failed."""
    now = clock.now()
    owed = LogoutNotice.objects.filter(client=failed.client_id)
    with transaction.atomic():
        owed.filter(pk=failed.pk).update(attempts=F("attempts") + 1)
        owed.filter(next_at__lte=now).update(next_at=now + notice_waits(failed.attempts + 1))
        lost, _ = owed.filter(made_at__lte=now - GIVEN_UP_AFTER).delete()
        if lost:
            record(
                "client.logouts-untold",
                actor="system",
                object=f"client:{failed.client_id}",
                detail={"sessions": lost},
            )
