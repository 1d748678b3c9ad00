"""How answers leave: to the client by redirect, as JSON that nobody keeps, or as our own page."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from parta.idp.provider.errors import Error, Refused, Unanswerable

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
STATUS = {Error.INVALID_CLIENT: 401, Error.INVALID_TOKEN: 401}


def by_get(request: HttpRequest) -> HttpResponse:
    """The form that was posted, as the query of the same address."""
    again = f"{request.path}?{request.POST.urlencode()}"
    return HttpResponse(status=303, headers={"Location": again, **NO_STORE})


def back(redirect_uri: str, state: str, answer: Mapping[str, str]) -> HttpResponse:
    """302 to the client with its state and our issuer.

    Not Django's redirect class, which refuses the own schemes of apps.
    """
    named = {**answer, "iss": settings.ISSUER} | ({"state": state} if state else {})
    joint = "&" if "?" in redirect_uri else "?"
    location = f"{redirect_uri}{joint}{urlencode(named)}"
    return HttpResponse(status=302, headers={"Location": location, **NO_STORE})


def refusal(refused: Refused) -> dict[str, str]:
    """The parameters that tell a client why."""
    described = {"error_description": refused.text} if refused.text else {}
    return {"error": refused.error.value, **described}


def unanswerable(request: HttpRequest, why: Unanswerable) -> HttpResponse:
    """A page of our own, with the way back to the client's site where that is sure."""
    shown = {"why": why.why, "client": why.client, "back": why.site}
    return render(request, "provider/unanswerable.html", shown, status=400)


def json(body: Mapping[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(dict(body), status=status, headers=NO_STORE)


def json_refusal(refused: Refused, challenge: str) -> JsonResponse:
    """A refusal to a client that called us; a 401 names the way to authenticate."""
    status = STATUS.get(refused.error, 400)
    response = json(refusal(refused), status)
    if status == 401:
        response["WWW-Authenticate"] = challenge
    return response
