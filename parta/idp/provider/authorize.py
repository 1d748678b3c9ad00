"""The authorization endpoint of OpenID Connect: reads the request, and sends the answer back.

What lies between is way.py's.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from parta.idp.accounts.claims import known_scopes
from parta.idp.provider import answers, rules
from parta.idp.provider.errors import Refused, Unanswerable
from parta.idp.provider.sender import Sender, sender_of
from parta.idp.provider.way import Door, step


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """A client may send the person by POST too; nothing is decided before the GET."""
    if request.method == "POST":
        again = f"{request.path}?{request.POST.urlencode()}"
        return HttpResponse(status=303, headers={"Location": again})
    return _answer(request, answered=False)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """The person's press on the consent page."""
    return _answer(request, answered=True)


def _answer(request: HttpRequest, answered: bool) -> HttpResponse:
    try:
        sender = sender_of(request.GET)
        try:
            found = step(request, _door(sender), answered)
        except Refused as refused:
            return answers.back(sender.redirect_uri, sender.state, answers.refusal(refused))
    except Unanswerable as unanswerable:
        return answers.unanswerable(request, unanswerable)
    if isinstance(found, HttpResponse):
        return found
    return answers.back(sender.redirect_uri, sender.state, {"code": found})


def _door(sender: Sender) -> Door:
    asked = rules.check(sender.parameters, known_scopes(), sender.client.scopes)
    return Door(sender, asked, reverse("authorize"), reverse("decide"))
