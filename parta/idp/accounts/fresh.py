"""Changes of contact, password and consent ask for a sign-in of the last minutes.

Who finds an open browser must not be able to take the account over.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parta.idp.accounts import session
from parta.kit import clock
from parta.kit.own_path import own_path

YOUNG = timedelta(minutes=15)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class SignInAgain(HttpResponseRedirect):
    """To the sign-in, and from there back to `page`."""

    def __init__(self, page: str) -> None:
        super().__init__(f"{reverse('signin')}?{urlencode({'again': '1', 'next': page})}")
        self.page = page


def required(view: View[P]) -> View[P]:
    """Leads to a new sign-in first unless this session's is young enough."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if fresh(request) else sign_in_again(request)

    return guarded


def fresh(request: HttpRequest, young: timedelta = YOUNG) -> bool:
    signed_in = session.current(request)
    return signed_in is not None and clock.now().timestamp() - signed_in.at < young.total_seconds()


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """What was typed is lost, unless the view says what typed.keeps()."""
    return SignInAgain(_page(request))


def _page(request: HttpRequest) -> str:
    """The page itself; for a press, the one that was pressed on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    parts = urlsplit(request.headers.get("Referer", ""))
    same = parts.netloc == request.get_host()
    return own_path(f"{parts.path}?{parts.query}" if parts.query else parts.path) if same else "/"
