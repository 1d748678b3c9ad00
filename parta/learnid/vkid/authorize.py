"""/authorize of the site: one address, two dialects, told apart by who asks.

A client whose id is a number speaks VK ID; every other OpenID Connect.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from parta.idp.provider import authorize as openid
from parta.idp.provider.front import Front
from parta.idp.provider.grants import CODE_LIVES
from parta.idp.provider.way import Granted
from parta.learnid.vkid.asked import asking, door
from parta.learnid.vkid.device import device_of
from parta.learnid.vkid.numbers import number
from parta.learnid.vkid.rules import speaks


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    ours = speaks(request.GET.get("client_id", ""))
    return (FRONT if ours else openid.FRONT).begin(request)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    return FRONT.decide(request)


def _told(granted: Granted) -> dict[str, str]:
    yes = granted.yes
    number(yes.holder.pk, yes.client)  # before anything else names the person to this app
    return {
        "code": granted.code,
        "type": "code_v2",
        "device_id": device_of(yes.signed_in.sid, yes.client.client_id),
        "expires_in": str(int(CODE_LIVES.total_seconds())),
    }


FRONT = Front(sent=asking, door=door, told=_told)
