"""The person's own passkeys: added, named, taken away; and offered once after a sign-in."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parta.idp.accounts import fresh, goal, session, typed
from parta.idp.accounts.agents import words
from parta.idp.factors import passkeys
from parta.idp.factors.arrive import CARRIED
from parta.idp.factors.rules import Refusal
from parta.idp.factors.site import relying_party
from parta.kit.own_path import own_path
from parta.kit.ui.csp import form_targets


@require_GET
@fresh.required
def options(request: HttpRequest) -> HttpResponse:
    """What the browser is to make."""
    if not relying_party():
        raise Http404
    return JsonResponse(passkeys.to_make(request, session.account(request)))


@sensitive_post_parameters("credential")
@require_http_methods(["GET", "HEAD", "POST"])
@typed.keeps("name")
@fresh.required
def new(request: HttpRequest) -> HttpResponse:
    onward = request.GET.get("next", "")
    if not relying_party():
        return redirect("account-security")
    if request.method != "POST":
        return _page(request, onward)
    posted = request.POST
    made = passkeys.add(
        request, session.account(request), posted.get("credential", ""), posted.get("name", "")
    )
    if isinstance(made, Refusal):
        return _page(request, onward, made)
    return redirect(
        own_path(onward) if onward else f"{reverse('account-security')}?changed=passkey"
    )


@require_GET
@login_required
def offer(request: HttpRequest) -> HttpResponse:
    """After the first sign-in in a browser that can: with «Не сейчас» beside it."""
    return _page(request, own_path(request.GET.get("next", "/")), offering=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def name(request: HttpRequest, key: str) -> HttpResponse:
    account = session.account(request)
    passkey = get_object_or_404(passkeys.of(account), pk=key)
    typed = passkeys.readable(request.POST.get("name", passkey.name))
    if request.method == "POST" and typed:
        passkeys.rename(account, key, typed)
        return redirect(f"{reverse('account-security')}?changed=passkey-name")
    shown = {"passkey": passkey, "typed": typed, "missing": request.method == "POST"}
    return render(request, "factors/passkey.html", shown)


@require_POST
@fresh.required
def remove(request: HttpRequest) -> HttpResponse:
    key = request.POST.get("passkey", "").replace("\x00", "")
    refused = passkeys.remove(request, session.account(request), key)
    changed = refused.why if refused else "passkey-gone"
    return redirect(f"{reverse('account-security')}?changed={changed}")


def _browser(request: HttpRequest) -> str:
    return words(request.headers.get("User-Agent", ""))


def _page(
    request: HttpRequest, onward: str, refusal: Refusal | None = None, *, offering: bool = False
) -> HttpResponse:
    query = {key: request.GET[key] for key in CARRIED if key in request.GET}
    query |= {"next": onward} if onward else {}
    action = reverse("account-passkey-new")
    leads = goal.read(request.GET.get("goal", ""))
    shown = {
        "offering": offering,
        "refusal": refusal,
        "onward": onward or reverse("account-security"),
        "action": f"{action}?{urlencode(query)}" if query else action,
        "suggested": typed.before(request).get("name") or _browser(request),
        "goal": leads,
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    response = render(request, "factors/passkey_new.html", shown, status=status)
    return form_targets(response, leads.origin) if leads else response
