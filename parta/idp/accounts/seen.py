"""Notes, at most once an hour, that a session is in use."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from parta.idp.accounts import session, signed_in
from parta.kit import clock


def seen_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _note(request)
        return response

    return middleware


def _note(request: HttpRequest) -> None:
    kept = request.session.get(session.KEY)
    now = clock.now().timestamp()
    if kept and now - kept.get("seen", kept["at"]) > signed_in.SEEN_EACH.total_seconds():
        request.session[session.KEY] = {**kept, "seen": now}
        signed_in.seen(kept["sid"])
