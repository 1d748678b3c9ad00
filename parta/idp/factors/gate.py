"""Pages that open only to a session with two proofs: a desk, an operator's pages."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parta.idp.accounts import fresh, session
from parta.idp.factors.rules import strong
from parta.idp.factors.standing import standing

WORKDAY = timedelta(hours=12)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def demanded(view: View[P]) -> View[P]:
    """For people who are signed in; leads to what is missing: a proof of this
    workday, or setting one up."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        here = session.current(request)
        if here is not None and strong(here.amr) and fresh.fresh(request, WORKDAY):
            return view(request, *args, **kwargs)
        if here is not None and standing(here.account).has_second:
            return fresh.sign_in_again(request)
        query = urlencode({"next": request.path}) if request.method == "GET" else ""
        return HttpResponseRedirect(f"{reverse('account-second-factor')}?{query}".rstrip("?"))

    return guarded
