"""Pages of one hat: whoever wears another is shown to their own home."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from parta.school.frame import home_for
from parta.school.people.hats import Hat

Parts = ParamSpec("Parts")
View = Callable[Concatenate[HttpRequest, Parts], HttpResponse]


def worn(*hats: Hat) -> Callable[[View[Parts]], View[Parts]]:
    """Let only `hats` reach the view; a deed asked for in another hat is forbidden."""

    def guard(view: View[Parts]) -> View[Parts]:
        @login_required
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: Parts.args, **kwargs: Parts.kwargs
        ) -> HttpResponse:
            hat = request.session["hat"]
            if hat in hats:
                return view(request, *args, **kwargs)
            if request.method == "POST":
                raise PermissionDenied
            return redirect(home_for(hat))

        return guarded  # type: ignore[return-value]

    return guard
