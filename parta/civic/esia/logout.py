"""`/idp/ext/Logout`: signing out at a system's wish.

The request proves nothing: any page on the web can send a browser here.  So who
is signed in is asked, at an address of its own that takes the form's key.
"""

from django.contrib.auth import logout as sign_out
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from parta.civic.esia import answers, systems
from parta.civic.esia.errors import Fault, Refusal
from parta.civic.esia.models import System
from parta.kit.ui.csp import form_targets


@require_safe
def logout(request: HttpRequest) -> HttpResponse:
    return _answer(request, pressed=False)


@require_POST
def confirmed(request: HttpRequest) -> HttpResponse:
    """The person's press on the question."""
    return _answer(request, pressed=True)


def _answer(request: HttpRequest, *, pressed: bool) -> HttpResponse:
    try:
        system, back = _wish(request)
    except Refusal as refusal:
        answers.log(request, refusal, request.GET.get("client_id", ""))
        return answers.page(request, refusal)
    if request.user.is_authenticated and not pressed:
        return _question(request, system, back)
    if pressed:  # any page may have sent a stranger here, who has begun to register
        sign_out(request)
    return HttpResponse(status=302, headers={"Location": back or "/", **answers.NO_STORE})


def _wish(request: HttpRequest) -> tuple[System, str]:
    """Who wants the session ended, and where the browser goes afterwards ("" for nowhere)."""
    given = [request.GET.getlist(name) or [""] for name in ("client_id", "redirect_url")]
    if any(len(values) > 1 or "\x00" in values[0] for values in given):
        raise Refusal(Fault.PARAMETER, "a parameter is given more than once or is no text")
    if not given[0][0]:
        raise Refusal(Fault.MISSING, "client_id is missing")
    system, back = systems.find(given[0][0]), given[1][0]
    if back and back not in system.client.post_logout_redirect_uris:
        raise Refusal(Fault.REDIRECT, f"redirect_url {back[:200]!r} is not registered")
    return system, back


def _question(request: HttpRequest, system: System, back: str) -> HttpResponse:
    action = f"{reverse('esia-logout-confirmed')}?{request.GET.urlencode()}"
    response = render(request, "provider/signout.html", {"client": system.client, "action": action})
    return form_targets(response, back) if back else response
