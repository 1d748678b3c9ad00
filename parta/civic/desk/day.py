"""«За день»: the report of the clerk's own place, as a page and as a file."""

import io
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parta.civic.assurance.models import Reason
from parta.civic.desk.access import for_clerks
from parta.civic.desk.frame import frame
from parta.civic.desk.models import Clerk
from parta.civic.desk.report import of_day, write
from parta.kit import clock

ONE = timedelta(days=1)


@require_safe
@for_clerks
def day(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    asked, today = _asked(request), clock.today()
    lines = of_day(asked, clerk.place)
    shown = {
        "frame": frame(clerk, "desk-day"),
        "clerk": clerk,
        "day": asked,
        "before": asked - ONE,
        "after": asked + ONE if asked < today else None,
        "lines": lines,
        "seconded": settings.DESK_TWO_PERSONS or any(line.seconded for line in lines),
        "reasons": Reason.choices,
    }
    return render(request, "civic/desk/day.html", shown)


@require_safe
@for_clerks
def download(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    asked, out = _asked(request), io.StringIO()
    write(of_day(asked, clerk.place), out)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="desk-{asked}.csv"'
    return response


def _asked(request: HttpRequest) -> date:
    """Today unless the address says another day; a day to come has no report."""
    said, today = request.GET.get("date", ""), clock.today()
    if not said:
        return today
    try:
        asked = date.fromisoformat(said)
    except ValueError:
        raise Http404 from None
    if not date(2000, 1, 1) <= asked <= today:
        raise Http404
    return asked
