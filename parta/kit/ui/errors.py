"""Pages for what went wrong: what happened, what still works, one way on.

They read no database and need no session, so that they work when those don't.
The short code stands in the log beside the address: a caller can read it out.
"""

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger("parta.errors")
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misheard or misread


def page(
    request: HttpRequest, status: HTTPStatus, reason: str, cause: object = None
) -> HttpResponse:
    """`reason` keys the words in ui/error.html; `cause` is for the log alone."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(6))
    level = logging.ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.INFO
    log.log(level, "%s: %d at %s %s, %r", code, status, request.method, request.path, cause)
    body = render_to_string("ui/error.html", {"reason": reason, "code": code}, request)
    return HttpResponse(body, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, HTTPStatus.BAD_REQUEST, "bad-request", exception)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, HTTPStatus.FORBIDDEN, "forbidden", exception)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, HTTPStatus.NOT_FOUND, "not-found", type(exception).__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, HTTPStatus.INTERNAL_SERVER_ERROR, "server")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key is missing or old: most often cookies are off or the page stood for long."""
    return page(request, HTTPStatus.FORBIDDEN, "csrf", reason)


def method_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Django answers a wrong method with an empty page; a person gets a real one."""

    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        shown = page(request, HTTPStatus.METHOD_NOT_ALLOWED, "method")
        shown.headers["Allow"] = response.headers["Allow"]
        return shown

    return middleware
