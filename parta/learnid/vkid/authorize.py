"""/authorize of the site: one address, two dialects, told apart by who asks.

A client whose id is a number speaks VK ID; every other OpenID Connect.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from parta.idp.accounts import session
from parta.idp.provider import answers
from parta.idp.provider import authorize as openid
from parta.idp.provider.errors import Refused, Unanswerable
from parta.idp.provider.grants import CODE_LIVES
from parta.idp.provider.sender import Sender
from parta.idp.provider.way import step
from parta.learnid.vkid.asked import asking, door
from parta.learnid.vkid.device import device_of
from parta.learnid.vkid.numbers import number
from parta.learnid.vkid.rules import speaks


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" or not speaks(request.GET.get("client_id", "")):
        return openid.authorize(request)  # a POST comes back here as a GET
    return _answer(request, answered=False)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """The person's press on the consent page."""
    return _answer(request, answered=True)


def _answer(request: HttpRequest, answered: bool) -> HttpResponse:
    try:
        sender = asking(request.GET)
        try:
            found = step(request, door(sender), answered)
        except Refused as refused:
            return answers.back(sender.redirect_uri, sender.state, answers.refusal(refused))
    except Unanswerable as unanswerable:
        return answers.unanswerable(request, unanswerable)
    return found if isinstance(found, HttpResponse) else _granted(request, sender, found)


def _granted(request: HttpRequest, sender: Sender, code: str) -> HttpResponse:
    signed_in = session.current(request)
    holder = signed_in.account.holder(request) if signed_in else None
    if signed_in is None or holder is None:  # never: step() has just seen both
        return HttpResponse(status=409)
    number(holder.pk, sender.client)  # before anything else names the person to this app
    answer = {
        "code": code,
        "type": "code_v2",
        "device_id": device_of(signed_in.sid, sender.client.client_id),
        "expires_in": str(int(CODE_LIVES.total_seconds())),
    }
    return answers.back(sender.redirect_uri, sender.state, answer)
