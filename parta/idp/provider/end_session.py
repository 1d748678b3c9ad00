"""Signing out at a client's wish (OpenID Connect RP-Initiated Logout 1.0).

The ID token of this very session is proof enough that its client asks: nobody
else has it.  Without that proof, or with another session's, the person is asked,
since any page on the web can send a browser here.  The press has an address of
its own and the form's key.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from parta.idp.accounts import session
from parta.idp.accounts.language import spoken
from parta.idp.provider import answers, jose
from parta.idp.provider.errors import Refused, Unanswerable, Why
from parta.idp.provider.models import Client
from parta.idp.provider.parameters import Lists, once
from parta.kit.ui.csp import form_targets

FRONT = "/"


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants the session ended, and where the browser goes afterwards."""

    client: Client | None
    sid: str  # of the session that the client means; "" where it doesn't prove one
    back: str  # letter by letter one of the client's addresses; "" for none
    state: str
    language: str

    @property
    def leads_to(self) -> str:
        if not self.back or not self.state:
            return self.back or FRONT
        return f"{self.back}{'&' if '?' in self.back else '?'}{urlencode({'state': self.state})}"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def end_session(request: HttpRequest) -> HttpResponse:
    """A client may send the person by POST too; nothing is decided before the GET."""
    if request.method == "POST":
        return answers.by_get(request)
    try:
        wish = _wish(request.GET)
    except Unanswerable as unanswerable:
        return answers.unanswerable(request, unanswerable)
    signed_in = session.current(request)
    if signed_in is None:  # any page may have sent them here, and they have begun to register
        return _onward(wish)
    return _out(request, wish) if signed_in.sid == wish.sid else _question(request, wish)


@require_POST
def confirmed(request: HttpRequest) -> HttpResponse:
    """The person's press on the question."""
    try:
        return _out(request, _wish(request.GET))
    except Unanswerable as unanswerable:
        return answers.unanswerable(request, unanswerable)


def _wish(query: Lists) -> Wish:
    """Raises Unanswerable where the browser would be sent to a strange address."""
    try:
        given = once(query)
    except Refused:
        raise Unanswerable(Why.MALFORMED) from None
    hint = jose.own(given.get("id_token_hint", ""))
    audience = str(hint.get("aud", ""))
    client_id, back = given.get("client_id", audience), given.get("post_logout_redirect_uri", "")
    client = Client.objects.filter(client_id=client_id).first()
    if client is None and (client_id or back):
        raise Unanswerable(Why.UNKNOWN_CLIENT)
    if client and back and back not in client.post_logout_redirect_uris:
        raise Unanswerable(Why.WRONG_ADDRESS)
    sid = str(hint.get("sid", "")) if client_id == audience else ""
    return Wish(client, sid, back, given.get("state", ""), given.get("ui_locales", ""))


def _out(request: HttpRequest, wish: Wish) -> HttpResponse:
    logout(request)
    return _onward(wish)


def _onward(wish: Wish) -> HttpResponse:
    headers = {"Location": wish.leads_to, **answers.NO_STORE}
    return HttpResponse(status=302, headers=headers)


def _question(request: HttpRequest, wish: Wish) -> HttpResponse:
    action = f"{reverse('end-session-confirmed')}?{request.GET.urlencode()}"
    shown = {"client": wish.client, "action": action}
    with translation.override(spoken(wish.language)):
        response = render(request, "provider/signout.html", shown)
    return form_targets(response, wish.back) if wish.back else response
