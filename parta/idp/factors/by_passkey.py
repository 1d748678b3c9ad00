"""Signing in with a passkey, without a password: the browser asks, the person shows a finger."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from parta.idp.factors import ceremony, passkeys
from parta.idp.factors.arrive import go_on
from parta.idp.factors.rules import Refusal
from parta.idp.factors.site import relying_party
from parta.kit.own_path import own_path

CARRIED = ("next", "goal", "ui_locales", "again")


@require_GET
def options(request: HttpRequest) -> HttpResponse:
    """What the browser is to prove; the same for everybody but the challenge."""
    if not relying_party():
        raise Http404
    return JsonResponse(ceremony.to_prove(request, passkeys.SIGN_IN))


@sensitive_post_parameters("credential")
@require_POST
def by_passkey(request: HttpRequest) -> HttpResponse:
    found = passkeys.prove(request, request.POST.get("credential", ""))
    if isinstance(found, Refusal):
        return _back(request, found)
    return go_on(request, found.account, found.amr, own_path(request.GET.get("next", "/")))


def _back(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """To the sign-in page, which says why."""
    carried = {key: request.GET[key] for key in CARRIED if key in request.GET}
    query = urlencode({**carried, "refused": refusal.why})
    return HttpResponseRedirect(f"{reverse('signin')}?{query}")
