"""To a page of this site that has to come first, and from there back to the request."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from parta.idp.accounts import goal
from parta.idp.accounts.goal import Goal
from parta.idp.provider import fresh
from parta.idp.provider.door import Door
from parta.kit import clock
from parta.kit.ui.csp import origin


def to_sign_in(request: HttpRequest, door: Door) -> HttpResponse:
    """With the mark that a sign-in from now on is fresh."""
    query = request.GET.copy()
    query[fresh.PARAMETER] = fresh.mark(clock.now(), door.request_key)
    page = _page(door, query, "login_hint", "ui_locales")
    page |= {"again": "1"} if request.user.is_authenticated else {}
    return _to("signin", page)


def to_choose(request: HttpRequest, door: Door) -> HttpResponse:
    """Where the person says which of the account's people they are."""
    return _to("choose", _page(door, request.GET, "ui_locales"))


def _page(door: Door, query: QueryDict, *handed_on: str) -> dict[str, str]:
    """The parameters that each of these pages understands."""
    sender = door.sender
    page = {
        "next": f"{door.start_url}?{query.urlencode()}",
        "goal": goal.sign(Goal(sender.client.name, origin(sender.redirect_uri))),
    }
    return page | {k: sender.parameters[k] for k in handed_on if k in sender.parameters}


def _to(name: str, page: dict[str, str]) -> HttpResponse:
    return HttpResponse(status=302, headers={"Location": f"{reverse(name)}?{urlencode(page)}"})
