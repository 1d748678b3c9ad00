"""A short code for each request: shown on error pages, written in each log line.

Whoever calls support reads it out, so it has only letters and digits that
don't look alike.  A code sent from outside is never believed.
"""

import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
_current: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Sets `request.request_id` and the answer's X-Request-Id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        request.request_id = code  # type: ignore[attr-defined]
        token = _current.set(code)
        try:
            response = self._get_response(request)
        finally:
            _current.reset(token)
        response["X-Request-Id"] = code
        return response


class WithRequestId(logging.Filter):
    """Gives each log record `request_id`; "-" outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _current.get()
        return True
