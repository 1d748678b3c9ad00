"""What pages ask of the site to follow their rooms."""

import time

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from parta.live.announce import heads
from parta.live.ticket import Ticket, session_mark, write

SIGNED_OUT = {"why": "signed-out"}


# No token needed: the call changes nothing, and a foreign page can't read its answer.
@csrf_exempt
@require_POST
@never_cache
def ticket(request: HttpRequest) -> JsonResponse:
    """{"t": ticket, "url": the hub's, "heads": {room: seq}}; 401 for who is signed out."""
    if not request.user.is_authenticated:
        return JsonResponse(SIGNED_OUT, status=401)
    return ticket_to(request, _rooms_for(request))


def ticket_to(request: HttpRequest, rooms: set[str]) -> JsonResponse:
    """The answer of ticket() for these rooms: the caller has decided on them."""
    holder = Ticket(
        str(request.user.get_username()),
        frozenset(rooms),
        session_mark(request.session.session_key),
    )
    text = write(holder, settings.HUB_SECRET, time.time())
    return JsonResponse({"t": text, "url": settings.HUB_URL, "heads": heads(rooms)})


@require_GET
@never_cache
def current_heads(request: HttpRequest) -> JsonResponse:
    """{room: seq} of all the person's rooms; 401 for who is signed out."""
    if not request.user.is_authenticated:
        return JsonResponse(SIGNED_OUT, status=401)
    return JsonResponse(heads(_rooms_for(request)))


def _rooms_for(request: HttpRequest) -> set[str]:
    """Those of the role that the person has in this session, not of all their roles."""
    return set(import_string(settings.LIVE_ROOMS_FOR)(request))
