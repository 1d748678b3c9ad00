"""How refusals and codes reach a system: by its callback, as JSON, or as a page of our own."""

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.encoding import escape_uri_path

from parta.civic.esia import gost
from parta.civic.esia.errors import Fault, Refusal
from parta.idp.provider.errors import Error, Refused

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
FAULTS = {
    Error.ACCESS_DENIED: Fault.DENIED,
    Error.INVALID_GRANT: Fault.GRANT,
    Error.UNMET_AUTHENTICATION: Fault.UNCONFIRMED,
}
"""What the core of grants refuses, in the ESIA's numbers."""

logger = logging.getLogger(__name__)


def to_refusal(refused: Refused) -> Refusal:
    return Refusal(FAULTS.get(refused.error, Fault.PARAMETER), refused.text)


def log(request: HttpRequest, refusal: Refusal, client_id: str) -> None:
    """For who runs this site, and for integrators at the stand.  Holds no secret."""
    to_sign = f"; to be signed: {refusal.message!r}" if refusal.message else ""
    logger.warning(
        "refused: %s %s client_id=%r: %s%s",
        refusal.fault.description,
        escape_uri_path(request.path),
        client_id[:64],
        refusal.why or "-",
        to_sign,
    )


def back(redirect_uri: str, answer: Mapping[str, str]) -> HttpResponse:
    joint = "&" if "?" in redirect_uri else "?"
    location = f"{redirect_uri}{joint}{urlencode(answer)}"
    return HttpResponse(status=302, headers={"Location": location, **NO_STORE})


def refusal_of(refusal: Refusal, state: str) -> dict[str, str]:
    told = {"error": refusal.fault.error, "error_description": refusal.fault.description}
    return told | ({"state": state} if state else {})


def json(body: Mapping[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(dict(body), status=status, headers=NO_STORE)


def refused(refusal: Refusal, state: str) -> JsonResponse:
    """To a system that called us: 400 as the ESIA's, or a 503 that says when to come again."""
    told = refusal_of(refusal, state)
    if refusal.fault is not Fault.BUSY:
        return json(told, 400)
    response = json(told, 503)
    response["Retry-After"] = str(int(gost.RETRY_AFTER.total_seconds()))
    return response


def page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Where no return address can be trusted."""
    shown = {"fault": refusal.fault.name.lower(), "code": refusal.fault.code}
    return render(request, "civic/esia/refused.html", shown, status=400)
