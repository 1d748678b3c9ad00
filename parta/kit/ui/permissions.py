"""Permissions-Policy: no page may ask for the camera but the lesson's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

HEADER = "Permissions-Policy"
CLOSED = "camera=(), microphone=(), display-capture=(), geolocation=(), payment=(), usb=()"
LESSON = (
    "camera=(self), microphone=(self), display-capture=(self), screen-wake-lock=(self), "
    "geolocation=(), payment=(), usb=()"
)


def with_camera(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the lesson page: camera, microphone, screen, and a phone that stays awake."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers[HEADER] = LESSON
        return response

    return opened


def permissions_middleware(
    get_response: Callable[[HttpRequest], Any],
) -> Callable[[HttpRequest], Any]:
    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        response.headers.setdefault(HEADER, CLOSED)
        return response

    return middleware
