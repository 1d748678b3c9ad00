"""What was typed into a form whose press came too late, kept while its owner signs in again.

It waits in the session for one look and a short while, as the computer may be a shared
one.  A stranger's press leaves nothing, and another person's sign-in begins another
session.  Only what a view names is kept: no password, no code, no consent.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from parta.idp.accounts.fresh import SignInAgain
from parta.kit import clock

KEY = "typed"  # of the session: the page, what was typed there, when
LIVES = timedelta(minutes=10)
LONGEST = 20_000  # characters of one field: as much as the longest field takes

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def keeps(*names: str) -> Callable[[View[P]], View[P]]:
    """Stands above whatever asks for a sign-in; `names` are fields that may wait for it."""

    def keeping(view: View[P]) -> View[P]:
        @wraps(view)
        def kept(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            answer = view(request, *args, **kwargs)
            if request.method == "POST":
                forget(request)
                if isinstance(answer, SignInAgain) and request.user.is_authenticated:
                    _keep(request, answer.page, names)
            return answer

        return kept

    return keeping


def before(request: HttpRequest) -> dict[str, Any]:
    """For `initial` of the form on this page, once; empty where nothing waits."""
    page, fields, at = request.session.get(KEY, ("", {}, 0.0))
    stale = clock.now().timestamp() - at > LIVES.total_seconds()
    if page == request.path or stale:
        forget(request)
    if page != request.path or stale:
        return {}
    return {name: lines[0] if len(lines) == 1 else lines for name, lines in fields.items()}


def forget(request: HttpRequest) -> None:
    """What was typed is of no use any more."""
    request.session.pop(KEY, None)


def _keep(request: HttpRequest, page: str, names: tuple[str, ...]) -> None:
    posted = {name: request.POST.getlist(name) for name in names if name in request.POST}
    fields = {name: lines for name, lines in posted.items() if sum(map(len, lines)) <= LONGEST}
    request.session[KEY] = (urlsplit(page).path, fields, clock.now().timestamp())
