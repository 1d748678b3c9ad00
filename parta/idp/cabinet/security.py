"""The second tab of the cabinet: the password, where one is signed in, who may know what."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from parta.idp.accounts import session, signed_in
from parta.idp.accounts.account import Account
from parta.idp.cabinet.consents import given
from parta.kit import clock
from parta.kit.ui.dates import day_month


@dataclass(frozen=True, slots=True)
class Place:
    """A browser in which the person is signed in."""

    sid: str
    agent: str
    seen: str
    here: bool
    phone: bool


@require_safe
@login_required
def security(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    shown = {
        "has_password": account.has_usable_password(),
        "places": _places(request, account),
        "consents": given(account),
        "changed": request.GET.get("changed", ""),
    }
    return render(request, "cabinet/security.html", shown)


def _places(request: HttpRequest, account: Account) -> list[Place]:
    current = session.current(request)
    return [
        Place(
            sid=row.sid,
            agent=row.agent or gettext("A browser"),
            seen=day_month(clock.day_of(row.seen_at)),
            here=bool(current and row.sid == current.sid),
            phone=row.agent.startswith(("Android", "iPhone")),
        )
        for row in signed_in.of(account.pk)
    ]
