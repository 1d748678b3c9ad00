"""A page that says how long a code has to wait."""

from math import ceil

from django.http import HttpResponse

from parta.idp.codes import Refusal


def waiting(page: HttpResponse, refusal: Refusal) -> HttpResponse:
    """429 where waiting helps."""
    if refusal.retry_after:
        page.status_code = 429
        page["Retry-After"] = str(ceil(refusal.retry_after.total_seconds()))
    return page
