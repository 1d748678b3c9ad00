"""Addresses of pages of this site that have to come first, and lead back to the request."""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from parta.idp.accounts import goal
from parta.idp.accounts.goal import Goal
from parta.idp.provider import fresh
from parta.idp.provider.door import Door
from parta.kit import clock
from parta.kit.ui.csp import origin


def signing_in(request: HttpRequest, door: Door) -> str:
    """The sign-in page, with the mark that a sign-in from now on is fresh."""
    query = request.GET.copy()
    query[fresh.PARAMETER] = fresh.mark(clock.now(), door.request_key)
    page = _page(door, query, "login_hint", "ui_locales")
    page |= {"again": "1"} if request.user.is_authenticated else {}
    return f"{reverse('signin')}?{urlencode(page)}"


def choosing(door: Door, query: QueryDict) -> str:
    """The page where the person says which of the account's people they are."""
    return f"{reverse('choose')}?{urlencode(_page(door, query, 'ui_locales'))}"


def _page(door: Door, query: QueryDict, *handed_on: str) -> dict[str, str]:
    """The parameters that each of these pages understands."""
    sender = door.sender
    page = {
        "next": f"{door.start_url}?{query.urlencode()}",
        "goal": goal.sign(Goal(sender.client.name, origin(sender.redirect_uri))),
    }
    return page | {k: sender.parameters[k] for k in handed_on if k in sender.parameters}
