"""The authorization endpoint of OpenID Connect: how it reads a request, and what it answers.

What lies between is front.py's and way.py's.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from parta.idp.accounts.claims import known_scopes
from parta.idp.provider import rules
from parta.idp.provider.door import Door
from parta.idp.provider.front import Front
from parta.idp.provider.sender import Sender, sender_of


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    return FRONT.begin(request)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    return FRONT.decide(request)


def _door(sender: Sender) -> Door:
    asked = rules.check(sender.parameters, known_scopes(), sender.client.scopes)
    return Door(sender, asked, reverse("authorize"), reverse("decide"))


FRONT = Front(sent=sender_of, door=_door, told=lambda granted: {"code": granted.code})
