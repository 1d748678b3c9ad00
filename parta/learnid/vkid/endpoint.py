"""What the endpoints that apps call have in common: reading, refusing, other sites' pages.

A page of another site may call only from an origin that the very app in question
has registered; from any other it is refused before anything is looked at.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from parta.idp.provider import answers
from parta.idp.provider.cors import ALLOWED
from parta.idp.provider.errors import Error, Refused
from parta.idp.provider.models import Client
from parta.idp.provider.parameters import once
from parta.learnid.vkid.rules import speaks

CHALLENGE = 'Bearer realm="vkid"'
Given = dict[str, str]
View = Callable[[Client, Given], dict[str, Any]]


def endpoint(view: View) -> Callable[..., Any]:
    """`view` answers a known app with JSON; it may raise Refused."""

    @csrf_exempt
    @require_http_methods(["POST", "OPTIONS"])
    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        origin = request.headers.get("Origin", "")
        try:
            given = _given(request)
            client = _client(given)
            if origin and origin not in client.origins:
                raise Refused(Error.UNAUTHORIZED_CLIENT, "The origin is not registered.")
        except Refused as refused:
            return _varied(answers.json_refusal(refused, CHALLENGE))
        response = HttpResponse(status=204) if _preflight(request) else _called(view, client, given)
        return _opened_to(response, origin)

    return opened


def _called(view: View, client: Client, given: Given) -> JsonResponse:
    try:
        return answers.json(view(client, given))
    except Refused as refused:
        return answers.json_refusal(refused, CHALLENGE)


def _given(request: HttpRequest) -> Given:
    """Parameters may stand in the address or in the form; in both only when they agree."""
    address, form = once(request.GET), once(request.POST)
    if any(form.get(name, value) != value for name, value in address.items()):
        raise Refused(Error.INVALID_REQUEST, "A parameter is given twice.")
    return address | form


def _client(given: Given) -> Client:
    client_id = given.get("client_id", "")
    known = Client.objects.filter(client_id=client_id, is_active=True)
    client = known.first() if speaks(client_id) else None
    if client is None:
        raise Refused(Error.INVALID_CLIENT)
    return client


def _preflight(request: HttpRequest) -> bool:
    return request.method == "OPTIONS"


def _opened_to(response: HttpResponse, origin: str) -> HttpResponse:
    if origin:
        response["Access-Control-Allow-Origin"] = origin
        if response.status_code == 204:
            for name, value in ALLOWED.items():
                response[name] = value
    return _varied(response)


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Origin"])
    return response
