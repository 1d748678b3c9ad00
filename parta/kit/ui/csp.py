"""Content-Security-Policy: scripts and styles come from our own files alone.

A view adds to its own page's policy, never to the site's:
- form_targets(response, origin, …): where a form may end after redirects.
  Chromium applies form-action to the redirect that answers a POST, so a page of
  a provider names the client's checked redirect origin here.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from parta.kit.media_server import over_http, over_socket

HEADER = "Content-Security-Policy"


def form_targets(response: HttpResponse, *addresses: str) -> HttpResponse:
    """Allow the response's forms to end at the origins of `addresses`."""
    response.csp_form_action = [origin(address) for address in addresses]  # type: ignore[attr-defined]
    return response


def csp_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        if HEADER not in response.headers:
            response.headers[HEADER] = policy(tuple(getattr(response, "csp_form_action", ())))
        return response

    return middleware


@cache
def policy(form_action: tuple[str, ...] = ()) -> str:
    """The header's value for this site, with `form_action` origins added."""
    directives = {
        "default-src": ("'none'",),
        "script-src": ("'self'",),
        "style-src": ("'self'",),
        "img-src": ("'self'", "data:"),
        "connect-src": ("'self'", *_sockets()),
        "form-action": ("'self'", *form_action),
        "frame-ancestors": ("'none'",),
        "base-uri": ("'none'",),
        "object-src": ("'none'",),
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def _sockets() -> Iterable[str]:
    """The hub, and where the site has one the media server: by socket and by HTTP."""
    for address in (settings.HUB_URL, getattr(settings, "LIVEKIT_URL", "")):
        if address:
            host = origin(address)
            yield from (over_socket(host), over_http(host))


def origin(address: str) -> str:
    """Scheme, host and port.  A private-use scheme of an app stands alone: "app:"."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"
