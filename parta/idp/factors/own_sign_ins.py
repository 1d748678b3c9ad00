"""«Входы»: when, where, on what and how somebody signed in as this person."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from parta.idp.accounts import history, session
from parta.kit.ui.dates import clock_time, day_month


@dataclass(frozen=True, slots=True)
class Shown:
    agent: str
    phone: bool
    when: str
    network: str
    ways: str


@require_safe
@login_required
def sign_ins(request: HttpRequest) -> HttpResponse:
    account = session.account(request)
    rows = [
        Shown(
            agent=row.agent or gettext("A browser"),
            phone=row.agent.startswith(("Android", "iPhone")),
            when=moment(row.at),
            network=row.network,
            ways=ways(row.amr),
        )
        for row in history.of(account.pk)
    ]
    return render(request, "factors/sign_ins.html", {"rows": rows, "days": history.KEPT.days})


def moment(at: datetime) -> str:
    """ "24 November, 10:15" by the site's clock."""
    local = at.astimezone(settings.ZONE)
    return f"{day_month(local.date())}, {clock_time(local)}"


def ways(amr: list[str]) -> str:
    """RFC 8176 in words: "Password, one-time password"."""
    said = []
    if "hwk" in amr or "swk" in amr:
        said.append(gettext("passkey"))
    if "pwd" in amr:
        said.append(gettext("password"))
    if "sms" in amr:
        said.append(gettext("code from an SMS"))
    elif "otp" in amr:
        said.append(gettext("one-time code"))
    if "mfa" in amr and not {"hwk", "swk", "otp"}.intersection(amr):
        said.append(gettext("recovery code"))
    return ", ".join(said)
