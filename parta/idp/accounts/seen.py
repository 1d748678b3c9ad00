"""Notes, at most once an hour, that a session is in use; ends one that is too old."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from parta.idp.accounts import session, signed_in
from parta.kit import clock

LONGEST = timedelta(days=90)
"""After the last sign-in in it, however much the session is used."""


def seen_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    def middleware(request: HttpRequest) -> Any:
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if known and _too_old(request):
            logout(request)
        response = get_response(request)
        if known:
            _note(request)
        return response

    return middleware


def _too_old(request: HttpRequest) -> bool:
    kept = request.session.get(session.KEY)
    return kept is not None and clock.now().timestamp() - kept["at"] > LONGEST.total_seconds()


def _note(request: HttpRequest) -> None:
    kept = request.session.get(session.KEY)
    now = clock.now().timestamp()
    if kept and now - kept.get("seen", kept["at"]) > signed_in.SEEN_EACH.total_seconds():
        request.session[session.KEY] = {**kept, "seen": now}
        signed_in.seen(kept["sid"])
