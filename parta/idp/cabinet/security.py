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
from parta.idp.factors import passkeys, recovery
from parta.idp.factors.own_sign_ins import moment
from parta.idp.factors.site import relying_party
from parta.idp.factors.standing import standing
from parta.kit import clock
from parta.kit.ui.dates import day_month


@dataclass(frozen=True, slots=True)
class Place:
    """A browser in which the person is signed in."""

    sid: str
    agent: str
    seen: str
    network: str
    here: bool
    phone: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A passkey as its row shows it."""

    key: str
    name: str
    used: str


@require_safe
@login_required
def security(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    shown = {
        "has_password": account.has_usable_password(),
        "places": _places(request, account),
        "factors": standing(account),
        "codes_left": recovery.left(account),
        "passkeys": _passkeys(account),
        "passkeys_here": bool(relying_party()),
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
            network=row.network,
            here=bool(current and row.sid == current.sid),
            phone=row.agent.startswith(("Android", "iPhone")),
        )
        for row in signed_in.of(account.pk)
    ]


def _passkeys(account: Account) -> list[Key]:
    return [
        Key(
            key=row.pk,
            name=row.name,
            used=moment(row.used_at) if row.used_at else gettext("not used yet"),
        )
        for row in passkeys.of(account)
    ]
