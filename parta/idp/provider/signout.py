"""Signing out ends what the session has granted: its tokens are dead at once."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from parta.idp.accounts import session
from parta.idp.provider.grants import revoke


def end_grants(request: HttpRequest, **_signal: Any) -> None:
    """Receives user_logged_out, while the session can still be read."""
    if signed_in := session.current(request):
        revoke(Q(sid=signed_in.sid))
