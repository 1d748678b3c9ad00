"""Who signs in to a closed account may have it back, and nothing else."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parta.idp.accounts.account import Account

OPEN = {"account-closing", "account-have-back", "signout", "signin", "look"}


class ClosedDoorMiddleware:
    """Needs the person of the request, so it stands behind the session's own middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        match, person = request.resolver_match, request.user
        if not isinstance(person, Account) or person.closes_at is None:
            return None
        if match is not None and match.url_name in OPEN:
            return None
        return HttpResponseRedirect(f"{reverse('account-closing')}{_next(request)}")


def _next(request: HttpRequest) -> str:
    """To where the person was going, once the account is theirs again."""
    return f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
