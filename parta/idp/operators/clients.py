"""The operator's first page: every client of this site, and how much it is used."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.idp.operators.access import for_operators
from parta.idp.operators.frame import frame
from parta.idp.provider import sign_ins
from parta.idp.provider.models import Client

WEEK = 7


@dataclass(frozen=True, slots=True)
class Row:
    client: Client
    today: int  # sign-ins
    week: int
    last: date | None  # the last day with one


@require_safe
@for_operators
def clients(request: HttpRequest) -> HttpResponse:
    known = Client.objects.defer("logo").order_by("-is_active", "name", "client_id")
    counted = sign_ins.of_all(WEEK)
    shown = {"frame": frame(request), "rows": [_row(each, counted) for each in known]}
    return render(request, "operators/clients.html", shown)


def _row(client: Client, counted: sign_ins.Counted) -> Row:
    days = counted.get(client.client_id, {})
    used = [day for day, number in days.items() if number]
    today = max(days, default=None)
    return Row(client, days[today] if today else 0, sum(days.values()), max(used, default=None))
