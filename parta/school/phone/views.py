from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pyotp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from parta.kit import clock
from parta.kit.demo.people import people
from parta.kit.notify import outbox
from parta.kit.ui.dates import clock_time, day_month
from parta.school.people.models import School
from parta.school.phone.inbox import inbox, spaced

JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class App:
    """One line of the demo's app with one-time passwords."""

    name: str
    code: str
    seconds_left: int


@require_GET
def phone(request: HttpRequest) -> HttpResponse:
    """Every message of the demo, for anyone who looks: there is nothing real in it."""
    if not settings.DEMO or School.objects.filter(is_demo=False).exists():
        raise Http404
    now = clock.now().astimezone(_zone())
    context = {
        "now": now,
        "inbox": inbox(outbox.read(), _names(now), request.GET.get("to", "")),
        "when": lambda moment: when(moment, now),
        "spaced": spaced,
        "apps": list(_apps(now)),
    }
    return render(request, "phone/phone.html", context)


def when(moment: datetime, now: datetime) -> str:
    """As phones say it: "now", "10:12", "yesterday", "20 November"."""
    local = moment.astimezone(now.tzinfo)
    if now - local < JUST_NOW:
        return gettext("now")
    if local.date() == now.date():
        return clock_time(local)
    if local.date() == now.date() - timedelta(days=1):
        return gettext("yesterday")
    return day_month(local.date())


def _names(now: datetime) -> dict[str, str]:
    """Contacts of the demo's people."""
    return {
        contact: f"{person.given_name} {person.family_name}"
        for person in people(now.date())
        for contact in (person.phone, person.email)
        if contact
    }


def _apps(now: datetime) -> Iterator[App]:
    """Who of the demo signs in with an app as well, and what it shows now."""
    for person in people(now.date()):
        if person.totp:
            shown = pyotp.TOTP(person.totp)
            left = shown.interval - int(now.timestamp()) % shown.interval
            yield App(f"{person.given_name} {person.family_name}", shown.at(now), left)


def _zone() -> tzinfo:
    tz = School.objects.filter(is_demo=True).order_by("pk").values_list("tz", flat=True).first()
    return ZoneInfo(tz or settings.TIME_ZONE)
