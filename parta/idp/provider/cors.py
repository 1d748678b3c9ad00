"""Calls from a page of another site: only from origins that a client has registered.

Whose origin it is does not matter: what such a call may do hangs on the client's
proof or on the token, never on a cookie.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from parta.idp.provider.models import Client

ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}
EXPOSED = {"Access-Control-Expose-Headers": "WWW-Authenticate"}


def cors(view: Callable[..., HttpResponse]) -> Callable[..., Any]:
    """An endpoint that pages of registered origins may call."""

    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        origin = request.headers.get("Origin", "")
        if not origin:
            return view(request)
        asks = request.method == "OPTIONS"
        response = HttpResponse(status=204) if asks else view(request)
        patch_vary_headers(response, ["Origin"])
        if registered(origin):
            said = {"Access-Control-Allow-Origin": origin, **(ALLOWED if asks else EXPOSED)}
            for name, value in said.items():
                response[name] = value
        return response

    return opened


def registered(origin: str) -> bool:
    known = Client.objects.filter(is_active=True).exclude(origins=[])
    return any(origin in origins for origins in known.values_list("origins", flat=True))
