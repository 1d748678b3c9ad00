"""Pages for what went wrong: what happened, what still works, one way on.

They read no database and need no session, so that they work when those don't.
The short code is that of parta.kit.request_id: a caller can read it out, and it
stands in the log beside what went wrong.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(request: HttpRequest, status: HTTPStatus, reason: str) -> HttpResponse:
    """`reason` keys the words in ui/error.html."""
    code = getattr(request, "request_id", "")
    body = render_to_string("ui/error.html", {"reason": reason, "code": code}, request)
    return HttpResponse(body, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return page(request, HTTPStatus.BAD_REQUEST, "bad-request")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return page(request, HTTPStatus.FORBIDDEN, "forbidden")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return page(request, HTTPStatus.NOT_FOUND, "not-found")


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, HTTPStatus.INTERNAL_SERVER_ERROR, "server")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form's key is missing or old: most often cookies are off or the page stood for long."""
    return page(request, HTTPStatus.FORBIDDEN, "csrf")


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
