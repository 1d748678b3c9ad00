"""Cache-Control: what a view doesn't say may be kept is not kept.

Pages know the person; on a shared computer the "back" button must not show a
diary after its owner has signed out.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

HEADER = "Cache-Control"


def caching_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        response.headers.setdefault(HEADER, "private, no-store")
        return response

    return middleware
