"""Pages whose reading is a deed: no browser reads them ahead of a press."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

Parts = ParamSpec("Parts")
View = Callable[Concatenate[HttpRequest, Parts], HttpResponse]


def on_purpose(view: View[Parts]) -> View[Parts]:
    """503 to a browser that guesses where its reader will go; it asks anew when they do."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Parts.args, **kwargs: Parts.kwargs) -> HttpResponse:
        if "prefetch" in request.headers.get("Sec-Purpose", ""):  # also of "prefetch;prerender"
            return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]
